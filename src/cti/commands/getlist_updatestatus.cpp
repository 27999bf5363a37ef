// getlist updatestatus: the status of one element, {} if there is none. (protocol C10)
//   -> {"class":"getlist","function":"updatestatus","listname":"phones","tid":"4"}
//   <- {"class":"getlist","function":"updatestatus","listname":"phones","tid":"4","tipbxid":"xivo","status":{"hintstatus":"0"}}
#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/element_request.h"
#include "cti/state.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(State const& state, Clients& clients, Caller const& caller, ElementRequest const& request) {
  clients.answer(caller.asker, status_message(state, caller.scope, *request.list, request.id), caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const getlist_updatestatus =
    make_command<parse_element, run, State const, Clients>("getlist updatestatus", directory::Right::none);

}  // namespace crosspoint::cti
