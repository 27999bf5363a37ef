#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "base/time.h"

namespace crosspoint::domain {

/// How a queue is now. (telephony 3.1)
struct LiveFigures {
  /// The figures that change together, and are told together.
  enum class Group : std::uint8_t { agents, members, callers };

  // agents
  int logged_agents = 0;  ///< agents of the queue that are logged on, whatever they do
  // members
  int available = 0;  ///< not paused, and their phone is free
  int talking = 0;    ///< their phone is in use, by whatever call
  int wait = 0;       ///< seconds: how long a caller may expect to wait
  // callers
  int waiting = 0;
  std::optional<Time> longest_since;  ///< when the first of them came

  [[nodiscard]] bool same(Group group, LiveFigures const& other) const;
};

/// What became of the calls that came to a queue within a window. (telephony 3.2)
struct WindowFigures {
  int received = 0, answered = 0, lost = 0;
  // Nothing where it cannot be computed.
  std::optional<std::int64_t> rate;       ///< answered of those that no longer wait, in percent
  std::optional<std::int64_t> quality;    ///< answered in time of those answered, in percent
  std::optional<std::int64_t> mean_hold;  ///< seconds
  std::optional<std::int64_t> most_hold;  ///< seconds
  bool operator==(WindowFigures const&) const = default;
};

}  // namespace crosspoint::domain
