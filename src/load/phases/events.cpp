// Events of calls through queues as fast as the core takes them, while no client looks on.
#include <algorithm>

#include "load/calls/traffic.h"
#include "load/phases/phases.h"

namespace crosspoint::load::phases {
namespace {

constexpr std::uint64_t most_on_their_way = 1000;  ///< calls
constexpr int calls_a_piece = 100;
constexpr auto calm = std::chrono::milliseconds(200);

/// Sends calls, begun and ended in one go, and knows how many of them the core has taken in.
class Stream {
 public:
  Stream(Bench& bench, Site& site) : bench_(bench), site_(site), traffic_(site.exchange(), shape_, {}, 0) {}

  void send(int calls) {
    for (int i = 0; i < calls && traffic_.begin(); ++i) {}
    while (traffic_.under_way() > 0) traffic_.go_on(Clock::now());
  }

  /// The server counts only those events of a call that mean something to it: one call tells how many they are.
  void calibrate() {
    auto const before = counted();
    send(1);
    bench_.loop.run_until(Clock::now() + calm);
    counted_a_call_ = counted() - before;
    begin_ = counted();
    first_ = traffic_.ended();
  }

  /// All but so many of the calls that were sent have been taken in.
  Result<> wait_for_all_but(std::uint64_t calls) {
    auto const wanted = static_cast<double>(this->calls() - std::min(this->calls(), calls)) * counted_a_call_;
    for (auto const limit = Clock::now() + Bench::patience; site_.exchange().unsent() > 0 || counted() - begin_ < wanted;) {
      if (Clock::now() > limit) return fail(Errc::unavailable, "events were not taken in");
      bench_.loop.run_until(Clock::now() + std::chrono::milliseconds(2));
    }
    return {};
  }

  [[nodiscard]] std::uint64_t calls() const { return traffic_.ended() - first_; }
  [[nodiscard]] double events() const { return static_cast<double>(calls() * shape_.events()); }

 private:
  [[nodiscard]] double counted() const { return site_.metric("crosspoint_exchange_events_total"); }

  Bench& bench_;
  Site& site_;
  Shape const shape_ = queue_shape(site_.house().queues_per_agent);
  Traffic traffic_;
  double counted_a_call_ = 0, begin_ = 0;
  std::uint64_t first_ = 0;
};

Result<> run(Bench& bench) {
  bench.clear();  // its clients would look on
  auto site = bench.open(Bench::house_for(bench.options.clients));
  if (!site) return tl::make_unexpected(site.error());
  Stream stream(bench, **site);
  stream.calibrate();
  Meter const meter((*site)->server());
  for (auto const end = Clock::now() + from_seconds(bench.options.seconds); Clock::now() < end;) {
    stream.send(calls_a_piece);
    if (auto const taken = stream.wait_for_all_but(most_on_their_way); !taken) return taken;
  }
  if (auto const taken = stream.wait_for_all_but(0); !taken) return taken;
  bench.report.add({"events", "taken in", stream.events() / in_seconds(meter.wall()), "1/s", {}, at_least(200'000)});
  bench.report.add({"events", "CPU of the server an event", in_seconds(meter.cpu()) * 1e6 / stream.events(), "us", {}, {}});
  bench.note_generator("events", meter.share_of_generator());
  return {};
}

}  // namespace

constinit Phase const events{"events", "events of calls that nobody looks at", Phase::When::usually, run};

}  // namespace crosspoint::load::phases
