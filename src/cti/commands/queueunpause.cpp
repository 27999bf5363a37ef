// ipbxcommand queueunpause: an agent takes calls of a queue again, or of all its queues. No reply but the pushes; an agent
// that is not logged on: nothing. (protocol C47)
//   -> {"class":"ipbxcommand","command":"queueunpause","member":"agent:xivo/7","queue":"queue:xivo/all"}
#include "cti/commands.h"
#include "cti/member_request.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(State const& state, domain::AgentLogins& logins, Caller const& caller, MemberRequest const& request) {
  return pause_member(state, logins, caller, request, domain::AgentLogins::Pause::off);
}

}  // namespace

/// Which right it needs depends on whose agent it is.
constinit Command const queueunpause =
    make_command<parse_member, run, State const, domain::AgentLogins>("ipbxcommand queueunpause", directory::Right::none);

}  // namespace crosspoint::cti
