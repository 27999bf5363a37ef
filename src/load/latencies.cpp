#include "load/latencies.h"

#include <algorithm>
#include <cmath>

namespace crosspoint::load {

Span Latencies::within(double share) const {
  if (all_.empty()) return {};
  auto sorted = all_;
  auto const rank = std::ceil(share * static_cast<double>(sorted.size()));
  auto const place = std::min(sorted.size(), static_cast<std::size_t>(std::max(rank, 1.0))) - 1;
  auto const found = sorted.begin() + static_cast<std::ptrdiff_t>(place);
  std::ranges::nth_element(sorted, found);
  return *found;
}

}  // namespace crosspoint::load
