#include "load/calls/stream.h"

#include <algorithm>

namespace crosspoint::load {
namespace {

constexpr std::uint64_t most_on_their_way = 300;
constexpr auto calm = std::chrono::milliseconds(200);
constexpr auto look_again = std::chrono::milliseconds(20);  ///< asking is work for the server, too

}  // namespace

void Stream::make(int calls) {
  for (int i = 0; i < calls && traffic_.begin(); ++i) {}
  while (traffic_.under_way() > 0) traffic_.go_on(Clock::now());
}

void Stream::calibrate() {
  auto const before = counted();
  make(1);
  bench_.loop.run_until(Clock::now() + calm);
  begin_ = counted();
  counted_a_call_ = begin_ - before;
  first_ = traffic_.ended();
}

Result<> Stream::send(int calls) {
  if (auto taken = wait_for_all_but(most_on_their_way); !taken) return taken;
  make(calls);
  return {};
}

Result<> Stream::wait_for_all_but(std::uint64_t rest) {
  if (calls() <= rest && rest > 0) return {};
  auto const wanted = static_cast<double>(calls() - rest) * counted_a_call_;
  for (auto const limit = Clock::now() + Bench::patience; site_.exchange().unsent() > 0 || counted() - begin_ < wanted;) {
    if (bench_.loop.is_stopped()) return fail(Errc::unavailable, "interrupted");
    if (Clock::now() > limit) return fail(Errc::unavailable, "events were not taken in");
    bench_.loop.run_until(Clock::now() + look_again);
  }
  return {};
}

}  // namespace crosspoint::load
