// subscribe meetme_update: be told of the conference rooms and of the own places in them, now and at every change. (protocol C57)
//   -> {"class":"subscribe","message":"meetme_update"}
//   <- {"class":"meetme_update","config":{"4000":{...}}}
//   <- {"class":"meetme_user","list":[{"room_number":"4000","user_number":1}]}
#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/state.h"
#include "cti/updates.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(State const& state, Clients& clients, Updates& updates, Caller const& caller, NoArgs const&) {
  auto const& [session, user, tag] = caller.asker;
  auto const& context = caller.scope.context;
  if (!context || !context->empty()) clients.watch(session, updates.topic_of(flow::Topic::Kind::rooms, context.value_or("")));
  clients.answer(caller.asker, rooms_message(state, caller.scope), caller.now);
  auto const* const known = state.directory.user(user);
  if (!known || known->lines.empty()) return std::nullopt;
  clients.watch(session, flow::Topic::memberships(user));
  clients.send(session, memberships_message(state, user), caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const subscribe_meetme_update =
    make_command<parse_nothing, run, State const, Clients, Updates>("subscribe meetme_update", directory::Right::none);

}  // namespace crosspoint::cti
