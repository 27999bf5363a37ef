#include "cti/agent_request.h"

#include "base/text.h"

namespace crosspoint::cti {
namespace {

std::optional<AgentId> own_agent(State const& state, Caller const& caller) {
  auto const* const user = state.directory.user(caller.asker.user);
  return user ? user->agent : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> number_of_xid(std::string_view xid) {
  auto const slash = xid.rfind('/');
  return slash == std::string_view::npos ? std::nullopt : to_integer(xid.substr(slash + 1));
}

directory::Agent const* agent_meant(State const& state, Caller const& caller, std::string_view xid) {
  auto const is_own = xid.empty() || xid == "agent:special:me";
  auto const number = is_own ? std::nullopt : number_of_xid(xid);
  auto const id = number ? std::optional(AgentId{*number}) : is_own ? own_agent(state, caller) : std::nullopt;
  auto const found = id ? state.directory.agents.find(*id) : state.directory.agents.end();
  if (found == state.directory.agents.end()) return nullptr;
  return is_own || caller.scope.shows(found->second.context) ? &found->second : nullptr;
}

directory::Queue const* queue_meant(State const& state, Caller const& caller, std::string_view xid) {
  auto const number = number_of_xid(xid);
  auto const found = number ? state.directory.queues.find(QueueId{*number}) : state.directory.queues.end();
  return found != state.directory.queues.end() && caller.scope.shows(found->second.context) ? &found->second : nullptr;
}

Result<> may_steer(State const& state, Caller const& caller, AgentId agent) {
  auto const needed = own_agent(state, caller) == agent ? directory::Right::own_agent : directory::Right::others_agents;
  if (caller.may(needed)) return {};
  return fail(Errc::denied, "the sender has no right to agent " + std::to_string(agent.value));
}

}  // namespace crosspoint::cti
