#include "load/flooding.h"

#include <algorithm>

namespace crosspoint::load {
namespace {

constexpr std::size_t batches_under_way = 4, largest_batch = 32;
constexpr auto slice = std::chrono::milliseconds(500);

}  // namespace

std::size_t flood_batch(Subject const& subject) {
  return std::clamp<std::size_t>(subject.phones() / batches_under_way, 1, largest_batch);
}

Result<> flood(Bench& bench, Subject& subject) {
  auto const batch = flood_batch(subject);
  subject.begin_slice();
  for (auto const end = Clock::now() + slice; Clock::now() < end;) {
    subject.send(batch);
    auto const room = [&] { return subject.marks.open() <= (batches_under_way - 1) * batch; };
    if (auto arrived = bench.wait_for("a batch of the flood", room); !arrived) return arrived;
  }
  auto arrived = bench.wait_for("the end of the flood", [&] { return subject.marks.open() == 0; });
  subject.end_slice();
  return arrived;
}

}  // namespace crosspoint::load
