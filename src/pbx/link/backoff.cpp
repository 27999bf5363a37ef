#include "pbx/link/backoff.h"

#include <algorithm>
#include <array>

namespace crosspoint::pbx {
namespace {

constexpr std::array<int, 7> seconds{0, 1, 2, 4, 8, 16, 30};

}  // namespace

Duration Backoff::next() {
  Duration const delay = std::chrono::seconds(seconds[std::min(attempts_, seconds.size() - 1)]);
  ++attempts_;
  random_ = random_ * 6364136223846793005U + 1442695040888963407U;  // Knuth's linear congruential generator, for MMIX
  auto const share = static_cast<std::int64_t>((random_ >> 33) % 1000);
  return delay + delay / 20 * share / 1000;
}

}  // namespace crosspoint::pbx
