#pragma once

#include <chrono>

namespace crosspoint {

/// Wall-clock time in UTC. The core never asks for it: it is handed in with every input.
using Time = std::chrono::sys_time<std::chrono::microseconds>;
using Duration = std::chrono::microseconds;

/// Seconds since the epoch with fraction, as CTI messages carry it.
inline double epoch_seconds(Time time) { return std::chrono::duration<double>(time.time_since_epoch()).count(); }

}  // namespace crosspoint
