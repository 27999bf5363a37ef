#pragma once

#include <cstddef>
#include <vector>

#include "load/clock.h"

namespace crosspoint::load {

/// Times that were measured one by one.
class Latencies {
 public:
  void add(Span latency) { all_.push_back(latency); }
  void clear() { all_.clear(); }

  [[nodiscard]] std::size_t count() const { return all_.size(); }
  /// The time within which this share of them lies, 0.5 for the middle one; zero when there are none.
  [[nodiscard]] Span within(double share) const;

 private:
  std::vector<Span> all_;
};

}  // namespace crosspoint::load
