// Events of calls through queues as fast as the core takes them, while no client looks on.
#include "load/calls/stream.h"
#include "load/phases/phases.h"

namespace crosspoint::load::phases {
namespace {

constexpr int calls_a_piece = 100;

Result<> run(Bench& bench) {
  bench.clear();  // its clients would look on
  auto site = bench.open(Bench::house_for(bench.options.clients));
  if (!site) return tl::make_unexpected(site.error());
  Stream stream(bench, **site);
  stream.calibrate();
  Meter const meter((*site)->server());
  for (auto const end = Clock::now() + from_seconds(bench.options.seconds); Clock::now() < end;)
    if (auto sent = stream.send(calls_a_piece); !sent) return sent;
  if (auto taken = stream.wait(); !taken) return taken;
  auto const events = static_cast<double>(stream.events());
  bench.report.add({"events", "taken in", events / in_seconds(meter.wall()), "1/s", {}, at_least(200'000)});
  bench.report.add({"events", "CPU of the server an event", in_seconds(meter.cpu()) * 1e6 / events, "us", {}, {}});
  bench.note_generator("events", meter.share_of_generator());
  return {};
}

}  // namespace

constinit Phase const events{"events", "events of calls that nobody looks at", Phase::When::usually, run};

}  // namespace crosspoint::load::phases
