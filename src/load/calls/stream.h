#pragma once

#include <cstdint>

#include "load/bench.h"
#include "load/calls/traffic.h"

namespace crosspoint::load {

/// Calls through queues, begun and ended in one go, as fast as the core takes them in; knows how many of them it has.
class Stream {
 public:
  Stream(Bench& bench, Site& site) : bench_(bench), site_(site), traffic_(site.exchange(), shape_, {}, 0) {}

  /// The server counts only those events of a call that mean something to it: one call tells how many they are. To be called
  /// first.
  void calibrate();

  /// So many calls, or as many as there are agents. Waits first while more than a second's worth has not been taken in.
  Result<> send(int calls);
  /// Until all have been taken in.
  Result<> wait() { return wait_for_all_but(0); }

  [[nodiscard]] std::uint64_t events() const { return calls() * shape_.events(); }  ///< sent so far

 private:
  void make(int calls);
  Result<> wait_for_all_but(std::uint64_t calls);
  [[nodiscard]] std::uint64_t calls() const { return traffic_.ended() - first_; }
  [[nodiscard]] double counted() const { return site_.metric("crosspoint_exchange_events_total"); }

  Bench& bench_;
  Site& site_;
  Shape const shape_ = queue_shape(site_.house().queues_per_agent);
  Traffic traffic_;
  double counted_a_call_ = 0, begin_ = 0;
  std::uint64_t first_ = 0;
};

}  // namespace crosspoint::load
