#pragma once

#include <string>
#include <variant>

#include "base/ids.h"
#include "base/time.h"
#include "directory/entities.h"

namespace crosspoint::domain {

/// One configured member of a queue with what the exchange says of it. (protocol 6.7)
struct QueueMember {
  static constexpr int never_seen = 100, agent_not_logged_on = 101;

  std::string name;  ///< "Agent/2001" or the line's identity, "SIP/1003"
  std::variant<AgentId, LineId> who;
  directory::Queue const* queue = nullptr;
  int status = never_seen;
  bool paused = false;
  int penalty = 0;
  int calls_taken = 0;
  WallTime last_call{};  ///< the epoch: never

  [[nodiscard]] std::string id() const { return name + "," + queue->name; }
  bool operator==(QueueMember const&) const = default;
};

}  // namespace crosspoint::domain
