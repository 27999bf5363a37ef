#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "cti/command.h"
#include "cti/state.h"

namespace crosspoint::cti {

/// The number of an xid, with its type or without: "agent:xivo/7", "xivo/7". Nothing for any other text. (protocol 2.2)
std::optional<std::int64_t> number_of_xid(std::string_view xid);

/// The agent that a request means: of the sender if `xid` is empty or "agent:special:me". Null if there is none, or contexts are
/// separated and it is of another one. (protocol 4.8)
directory::Agent const* agent_meant(State const& state, Caller const& caller, std::string_view xid);

/// The queue of that xid. Null as above.
directory::Queue const* queue_meant(State const& state, Caller const& caller, std::string_view xid);

/// Refused: the sender may not log this agent on and off, nor pause it.
Result<> may_steer(State const& state, Caller const& caller, AgentId agent);

/// The error of a request of call control. (protocol S07)
inline Reply refusal(std::string_view error) {
  return boost::json::object{{"error_string", boost::json::string_view(error.data(), error.size())}};
}

}  // namespace crosspoint::cti
