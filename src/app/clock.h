#pragma once

#include <chrono>

#include "base/time.h"

namespace crosspoint::app {

/// The clocks of this machine. `Time` is the kernel's CLOCK_MONOTONIC, which stands still while the machine sleeps, as those of
/// the other threads do: who wakes up has not been kept waiting. It counts from what the clock on the wall shows at the start, so
/// that the seconds of both begin together; Asterisk measures in whole seconds of the wall's.
class Clock {
 public:
  using Steady = std::chrono::steady_clock;

  [[nodiscard]] Time now() const {
    return Time(origin_.time_since_epoch() + std::chrono::floor<Duration>(Steady::now() - started_));
  }
  /// Both at one moment.
  struct Reading {
    Time now;
    WallTime shown;
  };
  [[nodiscard]] Reading read() const {
    for (;;) {
      Reading const reading{now(), wall()};
      // Whoever is kept from running between the two reads again.
      if (now() - reading.now < std::chrono::milliseconds(1)) return reading;
    }
  }
  [[nodiscard]] static WallTime wall() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

 private:
  Steady::time_point started_ = Steady::now();
  WallTime origin_ = wall();
};

}  // namespace crosspoint::app
