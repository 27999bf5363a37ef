// ipbxcommand listen: hear the calls of an agent on the sender's phone. No reply; the phone rings. (protocol C43)
//   -> {"class":"ipbxcommand","command":"listen","subcommand":"start","destination":"xivo/7"}
#include "cti/agent_request.h"
#include "cti/commands.h"
#include "domain/listening.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view agent;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("destination")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(State const& state, domain::Listening& listening, Caller const& caller, Args const& args) {
  auto const* const agent = args.agent.empty() ? nullptr : agent_meant(state, caller, args.agent);
  if (!agent) return fail(Errc::unknown, "no such agent");
  listening.start(caller.asker, agent->id, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const listen =
    make_command<parse, run, State const, domain::Listening>("ipbxcommand listen", directory::Right::listen);

}  // namespace crosspoint::cti
