#pragma once

#include <atomic>
#include <chrono>

namespace crosspoint::app {

/// Whether a thread goes on: it beats, any other may ask.
class Heartbeat {
 public:
  explicit Heartbeat(std::chrono::nanoseconds patience) : patience_(patience) {}

  void beat() { last_.store(Clock::now(), std::memory_order_relaxed); }
  [[nodiscard]] bool is_there() const { return Clock::now() - last_.load(std::memory_order_relaxed) < patience_; }

 private:
  using Clock = std::chrono::steady_clock;

  std::chrono::nanoseconds patience_;
  std::atomic<Clock::time_point> last_ = Clock::now();
};

}  // namespace crosspoint::app
