// An agent's status: in full to all of its context, logged on or off to who registered for it. (protocol 6.4, S35)
#include "cti/updates.h"
#include "domain/agents.h"
#include "wire/json/writer.h"

namespace crosspoint::cti {

wire::json::Writer agent_status_message(State const& state, directory::Agent const& agent) {
  return wire::json::Writer("agent_status_update")
      .open("data")
      .text("xivo_uuid", state.directory.xivo_uuid)
      .number("agent_id", agent.id.value)
      .text("status", state.agents.status(agent.id).logged_on ? "logged_in" : "logged_out")
      .close();
}

void Updates::tell(domain::AgentChanged const& event, Time now) {
  auto const found = state_.directory.agents.find(event.agent);
  if (found == state_.directory.agents.end()) return;
  auto message = status_message(state_, {}, agents_list, std::to_string(event.agent.value));
  tell_of(agents_list, found->second.context, std::move(message), now, state_key(agent_state, event.agent.value));
  if (!event.login) return;
  clients_.tell(flow::Topic::agent_status(event.agent), agent_status_message(state_, found->second), now,
                state_key(agent_registration, event.agent.value));
}

}  // namespace crosspoint::cti
