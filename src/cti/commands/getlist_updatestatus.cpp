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
  auto out = about(*request.list, "updatestatus");
  write_status_tid(*request.list, request.id, out);
  out.open("status");
  request.list->status(state, caller.scope, request.id, out);
  clients.answer(caller.asker, std::move(out.close()), caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const getlist_updatestatus =
    make_command<parse_element, run, State const, Clients>("getlist updatestatus", directory::Right::none);

}  // namespace crosspoint::cti
