// subscribe my_calls: hear of all calls of the sender's lines, and of what becomes of transfers. (P230)
//   -> {"class":"subscribe","message":"my_calls"}
//   <- {"class":"my_calls","calls":[...]} at once and at every change
//   <- {"class":"transfer_result","call":"1796091602.17","to":"1003","result":"answered"}
#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/updates.h"
#include "domain/own_calls.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(State const& state, domain::OwnCalls& calls, Clients& clients, Caller const& caller, NoArgs) {
  auto const& now = calls.follow(caller.asker.user, caller.now);
  clients.watch(caller.asker.session, flow::Topic::own_calls(caller.asker.user));
  return own_calls_message(state, now);
}

}  // namespace

constinit Command const subscribe_my_calls =
    make_command<parse_nothing, run, State const, domain::OwnCalls, Clients>("subscribe my_calls", directory::Right::none)
        .only_with(Extension::calls);

}  // namespace crosspoint::cti
