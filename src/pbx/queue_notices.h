#pragma once

#include <string>

#include "base/time.h"

// What a queue tells of its calls.
namespace crosspoint::pbx {

/// A call waits in a queue. (telephony 2.7)
struct CallerJoined {
  std::string queue, uniqueid;
  Time at;  ///< if it was there before us: as long ago as Asterisk says
  bool operator==(CallerJoined const&) const = default;
};

/// A call waits in a queue no more. QueueCallerAbandon is told before QueueCallerLeave, and then both are.
struct CallerLeft {
  enum class How {
    left,     ///< answered if AgentConnected follows at once, else lost
    gave_up,  ///< lost: hung up, its time was over, or it was sent elsewhere
    taken,    ///< pulled out by a bridge, as a switchboard does
  };
  std::string queue, uniqueid;
  How how;
  bool operator==(CallerLeft const&) const = default;
};

/// Another leg has taken the place of one that waits: its position, and the time it has waited. A phone does that which transfers
/// somebody into the queue in which it waits itself. (telephony 2.7)
struct CallerReplaced {
  std::string queue, uniqueid, by;
  bool operator==(CallerReplaced const&) const = default;
};

/// The mean wait of a queue (Queue::hold_time) is another.
struct HoldTimeChanged {
  std::string queue;
  bool operator==(HoldTimeChanged const&) const = default;
};

}  // namespace crosspoint::pbx
