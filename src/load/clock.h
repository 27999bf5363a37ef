#pragma once

#include <chrono>

namespace crosspoint::load {

/// The one clock by which everything is measured: what the exchange sends and what the last client reads.
using Clock = std::chrono::steady_clock;
using Moment = Clock::time_point;
using Span = Clock::duration;

inline double in_seconds(Span span) { return std::chrono::duration<double>(span).count(); }
inline double in_milliseconds(Span span) { return std::chrono::duration<double, std::milli>(span).count(); }

inline Span from_seconds(double seconds) { return std::chrono::duration_cast<Span>(std::chrono::duration<double>(seconds)); }

}  // namespace crosspoint::load
