// subscribe current_calls: hear of the sender's own calls from now on. (protocol C51)
//   -> {"class":"subscribe","message":"current_calls"}
//   <- {"class":"current_calls","current_calls":[...]} at once and at every change
//   <- {"class":"current_call_attended_transfer_answered",...} after each that is not empty, during a consultation
#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/updates.h"
#include "domain/current_calls.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(State const& state, domain::CurrentCalls& calls, Clients& clients, Caller const& caller, NoArgs) {
  auto const now_talking = calls.of(caller.asker.user);
  if (!now_talking) return std::nullopt;
  clients.watch(caller.asker.session, flow::Topic::user_calls(caller.asker.user));
  clients.answer(caller.asker, current_calls_message(state, *now_talking), caller.now);
  auto const* const consulting = calls.consults_on(caller.asker.user);
  if (consulting && !now_talking->empty()) clients.send(caller.asker.session, transfer_answered_message(*consulting), caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const subscribe_current_calls = make_command<parse_nothing, run, State const, domain::CurrentCalls, Clients>(
    "subscribe current_calls", directory::Right::none);

}  // namespace crosspoint::cti
