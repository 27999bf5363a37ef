// register_agent_status_update, unregister_agent_status_update: be told when an agent logs on or off, and be told now. (protocol
// C64, C65)
//   -> {"class":"register_agent_status_update","agent_ids":[["<xivo_uuid>",7]]}
//   <- {"class":"agent_status_update","data":{...}} at once and at every change
#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/registrations.h"
#include "cti/state.h"

namespace crosspoint::cti {
namespace {

Result<Pairs> parse(wire::Fields in) {
  Pairs const pairs{in.array("agent_ids")};
  return in.done().map([&] { return pairs; });
}

directory::Agent const* find(directory::Directory const& directory, boost::json::value const& id) {
  auto const found = directory.agents.find(AgentId{wire::as_id(id).value_or(0)});
  return found == directory.agents.end() ? nullptr : &found->second;
}

}  // namespace

constinit Command const register_agent_status_update =
    make_command<parse, start_watching<find, flow::Topic::agent_status, agent_status_message>, State const, Clients>(
        "register_agent_status_update", directory::Right::none);
constinit Command const unregister_agent_status_update =
    make_command<parse, stop_watching<find, flow::Topic::agent_status>, State const, Clients>("unregister_agent_status_update",
                                                                                              directory::Right::none);

}  // namespace crosspoint::cti
