// ipbxcommand queuepause: an agent takes no calls of a queue, or of all its queues. No reply but the pushes; an agent
// that is not logged on: nothing. (protocol C46)
//   -> {"class":"ipbxcommand","command":"queuepause","member":"agent:xivo/7","queue":"queue:xivo/all"}
#include "cti/commands.h"
#include "cti/member_request.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(State const& state, domain::AgentLogins& logins, Caller const& caller, MemberRequest const& request) {
  return pause_member(state, logins, caller, request, domain::AgentLogins::Pause::on);
}

}  // namespace

/// Which right it needs depends on whose agent it is.
constinit Command const queuepause =
    make_command<parse_member, run, State const, domain::AgentLogins>("ipbxcommand queuepause", directory::Right::none);

}  // namespace crosspoint::cti
