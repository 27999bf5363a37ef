// ipbxcommand agentlogout: log an agent off. No reply but the pushes; the agent as in agentlogin. (protocol C42)
//   -> {"class":"ipbxcommand","command":"agentlogout","agentids":"xivo/7"}
#include "cti/agent_request.h"
#include "cti/commands.h"
#include "domain/agent_logins.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view agent;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text_if_there("agentids")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(State const& state, domain::AgentLogins& logins, Caller const& caller, Args const& args) {
  auto const* const agent = agent_meant(state, caller, args.agent);
  // The word "login" is no mistake here.
  if (!agent) return refusal("agent_login_invalid_exten");
  if (auto const allowed = may_steer(state, caller, agent->id); !allowed) return tl::make_unexpected(allowed.error());
  if (!logins.can_act()) return refusal("service_unavailable");
  logins.log_off(agent->id, caller.now);
  return std::nullopt;
}

}  // namespace

/// Which right it needs depends on whose agent it is.
constinit Command const agentlogout =
    make_command<parse, run, State const, domain::AgentLogins>("ipbxcommand agentlogout", directory::Right::none);

}  // namespace crosspoint::cti
