// register_endpoint_status_update, unregister_endpoint_status_update: be told of the state of a line, and be told now. (protocol
// C66, C67)
//   -> {"class":"register_endpoint_status_update","endpoint_ids":[["<xivo_uuid>",4]]}
//   <- {"class":"endpoint_status_update","data":{...}} at once and at every change
#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/registrations.h"
#include "cti/state.h"

namespace crosspoint::cti {
namespace {

Result<Pairs> parse(wire::Fields in) {
  Pairs const pairs{in.array("endpoint_ids")};
  return in.done().map([&] { return pairs; });
}

directory::Line const* find(directory::Directory const& directory, boost::json::value const& id) {
  return directory.line(LineId{wire::as_id(id).value_or(0)});
}

}  // namespace

constinit Command const register_endpoint_status_update =
    make_command<parse, start_watching<find, flow::Topic::endpoint_status, endpoint_status_message>, State const, Clients>(
        "register_endpoint_status_update", directory::Right::none);
constinit Command const unregister_endpoint_status_update =
    make_command<parse, stop_watching<find, flow::Topic::endpoint_status>, State const, Clients>(
        "unregister_endpoint_status_update", directory::Right::none);

}  // namespace crosspoint::cti
