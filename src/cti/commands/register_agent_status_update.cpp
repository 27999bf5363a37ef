// register_agent_status_update, unregister_agent_status_update: be told when an agent logs on or off, and be told now. (protocol
// C64, C65)
//   -> {"class":"register_agent_status_update","agent_ids":[["<xivo_uuid>",7]]}
//   <- {"class":"agent_status_update","data":{...}} at once and at every change
#include "cti/commands.h"
#include "cti/registrations.h"
#include "cti/updates.h"

namespace crosspoint::cti {
namespace {

struct Args {
  boost::json::array const& pairs;
};

Result<Args> parse(wire::Fields in) {
  Args const args{in.array("agent_ids")};
  return in.done().map([&] { return args; });
}

directory::Agent const* find(directory::Directory const& directory, boost::json::value const& value) {
  auto const found = directory.agents.find(AgentId{wire::as_id(value).value_or(0)});
  return found == directory.agents.end() ? nullptr : &found->second;
}

Result<Reply> watch(State const& state, Clients& clients, Caller const& caller, Args const& args) {
  for (auto const& value : registered_ids(args.pairs, state.directory)) {
    auto const* const agent = find(state.directory, value);
    if (!agent) continue;
    clients.watch(caller.asker.session, flow::Topic::agent_status(agent->id));
    clients.send(caller.asker.session, agent_status_line(state, *agent, caller.now));
  }
  return std::nullopt;
}

Result<Reply> unwatch(State const& state, Clients& clients, Caller const& caller, Args const& args) {
  for (auto const& value : registered_ids(args.pairs, state.directory))
    if (auto const* const agent = find(state.directory, value))
      clients.unwatch(caller.asker.session, flow::Topic::agent_status(agent->id));
  return std::nullopt;
}

}  // namespace

constinit Command const register_agent_status_update =
    make_command<parse, watch, State const, Clients>("register_agent_status_update", directory::Right::none);
constinit Command const unregister_agent_status_update =
    make_command<parse, unwatch, State const, Clients>("unregister_agent_status_update", directory::Right::none);

}  // namespace crosspoint::cti
