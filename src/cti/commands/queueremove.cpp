// ipbxcommand queueremove: an agent belongs to a queue no longer. No reply but the pushes; an agent or a queue that does not
// exist, and all queues at once: nothing. (protocol C45)
//   -> {"class":"ipbxcommand","command":"queueremove","member":"agent:xivo/7","queue":"queue:xivo/2"}
#include "cti/commands.h"
#include "cti/member_request.h"
#include "domain/queue_membership.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(State const& state, domain::QueueMembership& membership, Caller const& caller, MemberRequest const& request) {
  auto const* const agent = agent_meant(state, caller, request.member);
  auto const* const queue = queue_meant(state, caller, request.queue);
  if (!agent || !queue) return fail(Errc::unknown, "no such agent or queue");
  membership.remove(agent->id, queue->id);
  return std::nullopt;
}

}  // namespace

constinit Command const queueremove = make_command<parse_member, run, State const, domain::QueueMembership>(
    "ipbxcommand queueremove", directory::Right::others_agents);

}  // namespace crosspoint::cti
