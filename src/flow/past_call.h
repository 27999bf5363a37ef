#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"

// The history of calls: what the store is asked for, and what comes back.
namespace crosspoint::flow {

/// One call as one of its users remembers it. (telephony 5.1)
struct PastCall {
  enum class Mode : std::uint8_t { sent = 0, received = 1, missed = 2 };  ///< with the protocol's numbers

  LineId line;
  Mode mode = Mode::sent;
  std::string extension;  ///< what was dialled, or the caller's number
  std::string name;       ///< of the other party; empty when nobody knows it
  WallTime started{};
  std::optional<WallTime> answered;
  WallTime ended{};
  std::string linkedid;  ///< the same for all legs of a call
  bool operator==(PastCall const&) const = default;

  /// Of the conversation.
  [[nodiscard]] Duration duration() const { return answered ? ended - *answered : Duration{}; }
};

/// Where a call stands in the history of its user.
struct CallMark {
  WallTime started{};
  std::int64_t number = 0;  ///< tells it from others of the same moment
  bool operator==(CallMark const&) const = default;
};

/// A call as it comes back from the store.
struct StoredCall {
  PastCall call;
  std::int64_t number;  ///< of its mark
};

/// Effect: asks for the newest calls of a user. Answered by CallsRead with the token.
struct ReadCalls {
  Token token;
  UserId user;
  std::size_t most;
  std::optional<CallMark> before;  ///< those that are older than that one
  bool operator==(ReadCalls const&) const = default;
};

/// Input: those calls, newest first; none if the store could not read them.
struct CallsRead {
  struct Entry {
    PastCall call;
    std::string date;         ///< of its start, in the local time of this machine: "2016-11-03T09:12:44.250000"
    std::int64_t number = 0;  ///< of its mark
    bool operator==(Entry const&) const = default;
  };
  Token token;
  std::vector<Entry> entries;
  WallTime seen_until{};  ///< the user has seen what began until then
};

}  // namespace crosspoint::flow
