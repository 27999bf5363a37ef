// getlist updatestatus: the status of one element, {} if there is none. (protocol C10)
//   -> {"class":"getlist","function":"updatestatus","listname":"phones","tid":"4"}
//   <- {"class":"getlist","function":"updatestatus","listname":"phones","tid":"4","tipbxid":"xivo","status":{"hintstatus":"0"}}
#include "cti/commands.h"
#include "cti/element_request.h"
#include "cti/state.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(State const& state, Caller const& caller, ElementRequest const& request) {
  auto reply = about_element("updatestatus", *request.list);
  reply["tid"] = status_tid(*request.list, request.id);
  reply["status"] = request.list->status(state, caller.scope, request.id).value_or(boost::json::object{});
  return reply;
}

}  // namespace

constinit Command const getlist_updatestatus =
    make_command<parse_element, run, State const>("getlist updatestatus", directory::Right::none);

}  // namespace crosspoint::cti
