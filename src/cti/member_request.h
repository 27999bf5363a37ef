#pragma once

#include <string_view>

#include "cti/agent_request.h"
#include "domain/agent_logins.h"

namespace crosspoint::cti {

/// Which agent, in which queue. (protocol 4.9)
struct MemberRequest {
  std::string_view member, queue;
};

Result<MemberRequest> parse_member(wire::Fields in);

/// Pauses an agent in the queue of the request, or in all of them; or ends that.
Result<Reply> pause_member(State const& state, domain::AgentLogins& logins, Caller const& caller, MemberRequest const& request,
                           domain::AgentLogins::Pause pause);

}  // namespace crosspoint::cti
