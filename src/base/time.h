#pragma once

#include <chrono>

namespace crosspoint {

using Duration = std::chrono::microseconds;

/// The clock by which everything waits and is measured. It only goes forward, and nobody sets it. A name for its readings: the
/// core never asks it, they are handed in with every input. What they count from is no matter, but lies long before the first of
/// them, so that `Time{}` is long ago.
struct MonotonicClock {
  using duration = Duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<MonotonicClock>;
  static constexpr bool is_steady = true;
};
using Time = MonotonicClock::time_point;

/// What the clock on the wall shows, in UTC: for people, clients and the store. It may be set at any moment, so that no wait and
/// no duration is reckoned with it. WallClock makes one of the other.
using WallTime = std::chrono::sys_time<Duration>;

/// Seconds since the epoch with fraction, as CTI messages carry it.
inline double epoch_seconds(WallTime time) { return std::chrono::duration<double>(time.time_since_epoch()).count(); }

}  // namespace crosspoint
