#include "cti/member_request.h"

namespace crosspoint::cti {

Result<MemberRequest> parse_member(wire::Fields in) {
  MemberRequest const request{in.text("member"), in.text("queue")};
  if (auto ok = in.done(); !ok) return tl::make_unexpected(ok.error());
  if (request.member.empty()) return fail(Errc::bad_request, "no member");
  return request;
}

Result<Reply> pause_member(State const& state, domain::AgentLogins& logins, Caller const& caller, MemberRequest const& request,
                           domain::AgentLogins::Pause pause) {
  auto const* const agent = agent_meant(state, caller, request.member);
  if (!agent) return fail(Errc::unknown, "no such agent");
  if (auto const allowed = may_steer(state, caller, agent->id); !allowed) return tl::make_unexpected(allowed.error());
  if (!logins.can_act()) return refusal("service_unavailable");
  if (request.queue.ends_with("/all")) logins.pause_everywhere(agent->id, pause, caller.now);
  else if (auto const* const queue = queue_meant(state, caller, request.queue))
    logins.pause(agent->id, queue->id, pause, caller.now);
  return std::nullopt;
}

}  // namespace crosspoint::cti
