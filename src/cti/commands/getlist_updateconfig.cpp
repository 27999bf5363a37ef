// getlist updateconfig: the configuration of one element, {} if there is none. (protocol C09)
//   -> {"class":"getlist","function":"updateconfig","listname":"queues","tid":"7"}
//   <- {"class":"getlist","function":"updateconfig","listname":"queues","tid":"7","tipbxid":"xivo","config":{...}}
#include "cti/commands.h"
#include "cti/element_request.h"
#include "cti/state.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(State const& state, Caller const& caller, ElementRequest const& request) {
  auto reply = about_element("updateconfig", *request.list);
  reply["tid"] = request.id;
  reply["config"] = request.list->config(state, caller.scope, request.id, Form::reply).value_or(boost::json::object{});
  return reply;
}

}  // namespace

constinit Command const getlist_updateconfig =
    make_command<parse_element, run, State const>("getlist updateconfig", directory::Right::none);

}  // namespace crosspoint::cti
