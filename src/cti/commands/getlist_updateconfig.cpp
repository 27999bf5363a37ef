// getlist updateconfig: the configuration of one element, {} if there is none. (protocol C09)
//   -> {"class":"getlist","function":"updateconfig","listname":"queues","tid":"7"}
//   <- {"class":"getlist","function":"updateconfig","listname":"queues","tid":"7","tipbxid":"xivo","config":{...}}
#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/element_request.h"
#include "cti/state.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(State const& state, Clients& clients, Caller const& caller, ElementRequest const& request) {
  auto out = about(*request.list, "updateconfig");
  out.text("tid", request.id);
  out.open("config");
  request.list->config(state, caller.scope, request.id, Form::reply, out);
  clients.answer(caller.asker, std::move(out.close()), caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const getlist_updateconfig =
    make_command<parse_element, run, State const, Clients>("getlist updateconfig", directory::Right::none);

}  // namespace crosspoint::cti
