// subscribe queueentryupdate: be told who waits in a queue, now and at every change. (protocol C50)
//   -> {"class":"subscribe","message":"queueentryupdate","queueid":"7"}
//   <- {"class":"queueentryupdate","state":{"queue_id":7,"queue_name":"support","entries":[...]}}
#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/lists/element.h"
#include "cti/state.h"
#include "cti/updates.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string queue;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.id("queueid")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(State const& state, Clients& clients, Caller const& caller, Args const& args) {
  auto const* const queue = visible(state.directory.queues, caller.scope, args.queue);
  if (!queue) return std::nullopt;
  clients.watch(caller.asker.session, flow::Topic::queue_entries(queue->id));
  return entries_message(state, *queue);
}

}  // namespace

constinit Command const subscribe_queueentryupdate =
    make_command<parse, run, State const, Clients>("subscribe queueentryupdate", directory::Right::switchboard);

}  // namespace crosspoint::cti
