#pragma once

#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"

namespace crosspoint::domain {

/// A call in which somebody talks to a user. (protocol S23)
struct CurrentCall {
  std::string name, number;  ///< of the other party
  bool on_hold = false;      ///< by the user
  Time start{};              ///< when the two were connected
  bool operator==(CurrentCall const&) const = default;
};

/// A user talks to others than before.
struct CurrentCallsChanged {
  UserId user;
  std::vector<CurrentCall> calls;  ///< all that there are now, oldest first
  bool operator==(CurrentCallsChanged const&) const = default;
};

/// Whom a user has called for an attended transfer has answered. (protocol S24)
struct TransferAnswered {
  LineId line;
  bool operator==(TransferAnswered const&) const = default;
};

/// An attended transfer is over and has transferred nothing. (protocol S25)
struct TransferCancelled {
  LineId line;
  bool operator==(TransferCancelled const&) const = default;
};

}  // namespace crosspoint::domain
