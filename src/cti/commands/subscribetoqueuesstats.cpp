// subscribetoqueuesstats: be told the live figures of all queues, now and at every change. (protocol C48)
//   -> {"class":"subscribetoqueuesstats"}
//   <- {"class":"getqueuesstats","stats":{"7":{"Xivo-LoggedAgents":3}}} one a queue, then the other figures
#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/state.h"
#include "cti/updates.h"

namespace crosspoint::cti {
namespace {

using Group = domain::LiveFigures::Group;

Result<Reply> run(State const& state, Clients& clients, Updates& updates, Caller const& caller, NoArgs const&) {
  auto const& context = caller.scope.context;
  if (context && context->empty()) return std::nullopt;  // sees no queue
  clients.watch(caller.asker.session, updates.topic_of(flow::Topic::Kind::queue_figures, context.value_or("")));
  for (auto const group : {Group::agents, Group::members, Group::callers})
    for (auto const& [id, queue] : state.directory.queues)
      if (caller.scope.shows(queue.context))
        clients.send(caller.asker.session, figures_message(state, queue, group, caller.now), caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const subscribetoqueuesstats =
    make_command<parse_nothing, run, State const, Clients, Updates>("subscribetoqueuesstats", directory::Right::supervise);

}  // namespace crosspoint::cti
