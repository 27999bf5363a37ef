#pragma once

#include <sys/types.h>

#include "load/clock.h"
#include "load/process.h"

namespace crosspoint::load {

/// What a process, and the load generator itself, use of the processors from now on.
class Meter {
 public:
  explicit Meter(pid_t process) : process_(process), cpu_(cpu_of(process)) {}

  [[nodiscard]] Span wall() const { return Clock::now() - begin_; }
  [[nodiscard]] Span cpu() const { return cpu_of(process_) - cpu_; }

  /// Of one processor: near 1 it was the load generator that could do no more.
  [[nodiscard]] double share_of_generator() const { return in_seconds(cpu_of_this_process() - own_) / in_seconds(wall()); }

 private:
  pid_t process_;
  Moment begin_ = Clock::now();
  Span cpu_, own_ = cpu_of_this_process();
};

}  // namespace crosspoint::load
