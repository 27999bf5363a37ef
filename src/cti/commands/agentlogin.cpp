// ipbxcommand agentlogin: log an agent on to its queues, at a phone. No reply but the pushes; "agent:special:me" and no agent at
// all are the sender's. (protocol C41)
//   -> {"class":"ipbxcommand","command":"agentlogin","agentids":"xivo/7","agentphonenumber":"1042"}
//   <- {"class":"ipbxcommand","error_string":"agent_login_exten_in_use"}
#include <algorithm>

#include "cti/agent_request.h"
#include "cti/commands.h"
#include "domain/agent_logins.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view agent, extension;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text_if_there("agentids"), in.text_if_there("agentphonenumber")};
  return in.done().map([&] { return args; });
}

/// The main line of the user whose agent it is.
directory::Line const* own_line(directory::Directory const& directory, AgentId agent) {
  auto const user = std::ranges::find_if(directory.users, [&](auto const& entry) { return entry.second.agent == agent; });
  return user == directory.users.end() ? nullptr : directory.main_line(user->second);
}

/// The line of that extension where the sender's own line is.
directory::Line const* line_at(directory::Directory const& directory, UserId sender, std::string_view extension) {
  auto const* const user = directory.user(sender);
  auto const* const main = user ? directory.main_line(*user) : nullptr;
  if (!main) return nullptr;
  auto const line = std::ranges::find_if(directory.lines, [&](auto const& entry) {
    return entry.second.number == extension && entry.second.context == main->context;
  });
  return line == directory.lines.end() ? nullptr : &line->second;
}

Result<Reply> run(State const& state, domain::AgentLogins& logins, Caller const& caller, Args const& args) {
  auto const* const agent = agent_meant(state, caller, args.agent);
  if (!agent) return refusal("agent_login_invalid_exten");
  if (auto const allowed = may_steer(state, caller, agent->id); !allowed) return tl::make_unexpected(allowed.error());
  auto const* const line =
      args.extension.empty() ? own_line(state.directory, agent->id) : line_at(state.directory, caller.asker.user, args.extension);
  if (!line) return refusal("agent_login_invalid_exten");
  switch (logins.log_on(agent->id, *line, caller.asker, caller.now)) {
    case domain::AgentLogins::LogOn::extension_in_use: return refusal("agent_login_exten_in_use");
    case domain::AgentLogins::LogOn::unavailable: return refusal("service_unavailable");
    case domain::AgentLogins::LogOn::done: break;
  }
  return std::nullopt;
}

}  // namespace

/// Which right it needs depends on whose agent it is.
constinit Command const agentlogin =
    make_command<parse, run, State const, domain::AgentLogins>("ipbxcommand agentlogin", directory::Right::none);

}  // namespace crosspoint::cti
