#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"

// Who is logged on to the queues: what the store keeps, and what comes back at the start.
namespace crosspoint::flow {

/// An agent who is logged on. (telephony 4.8)
struct AgentLogin {
  AgentId agent;
  std::string device;              ///< "PJSIP/1001": the phone that rings for it
  std::string extension, context;  ///< of that phone; empty when it is no line of ours
  WallTime since{};
  std::map<QueueId, bool> paused;  ///< the queues that have it as a member: whether it is paused there
  std::string exchange;            ///< when the Asterisk was started that has these members, as it says it itself
  bool operator==(AgentLogin const&) const = default;
};

/// Input: all of them, once at the start: from then on the core knows it better than the store.
struct LoginsLoaded {
  std::vector<AgentLogin> logins;
};

/// Change: an agent has logged on, or its login is another than before.
struct SaveLogin {
  AgentLogin login;
  bool operator==(SaveLogin const&) const = default;
};

/// Change: an agent has logged off.
struct DeleteLogin {
  AgentId agent;
  bool operator==(DeleteLogin const&) const = default;
};

/// Change: an agent belongs to a queue, or no longer.
struct SaveMembership {
  QueueId queue;
  AgentId agent;
  bool member = true;
  bool operator==(SaveMembership const&) const = default;
};

}  // namespace crosspoint::flow
