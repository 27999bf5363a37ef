#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"

namespace crosspoint::flow {

/// A call that a queue has had and that waits no longer. (telephony 3.2)
struct QueueCall {
  QueueId queue;
  WallTime joined;
  std::chrono::seconds hold{};  ///< how long it waited
  bool answered = false;        ///< else it was lost: it hung up, its time was over, or it was sent elsewhere
  bool operator==(QueueCall const&) const = default;
};

/// A call that waits in a queue.
struct WaitingCall {
  QueueId queue;
  std::string uniqueid;
  WallTime joined;
  bool operator==(WaitingCall const&) const = default;
};

/// Those of the last hours, in the order in which they ended, and those that waited when the store heard of them last; once at
/// the start: from then on the core knows them better than the store.
struct QueueCallsLoaded {
  std::vector<QueueCall> calls;
  std::vector<WaitingCall> waiting;
};

}  // namespace crosspoint::flow
