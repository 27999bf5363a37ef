// Millions of events while clients come and go, a few at a time: whether the server's memory stays what it was after the first
// fifth.
#include <algorithm>
#include <deque>

#include "load/calls/stream.h"
#include "load/phases/phases.h"

namespace crosspoint::load::phases {
namespace {

constexpr int calls_a_piece = 100;

Result<> run(Bench& bench) {
  bench.clear();
  auto const& options = bench.options;
  auto const at_once = std::max<std::size_t>(options.clients / 20, 1);
  auto site = bench.open(Bench::house_for(options.clients));
  if (!site) return tl::make_unexpected(site.error());
  std::deque<std::unique_ptr<Crowd>> guests;  // each by itself
  std::size_t came = 0;
  Stream stream(bench, **site);
  stream.calibrate();
  auto const in_use = [&] { return (*site)->metric("crosspoint_heap_bytes") / (1 << 20); };
  auto const of_process = [&] { return static_cast<double>(memory_of((*site)->server()).anonymous) / (1 << 20); };
  double warm = 0, highest = 0;
  for (std::uint64_t next = options.events / 10; stream.events() < options.events;) {
    if (auto sent = stream.send(calls_a_piece); !sent) return sent;
    guests.push_back(std::make_unique<Crowd>(bench.loop, (*site)->door(options.transport), options.transport));
    guests.back()->come(came % options.clients + 1, came % options.clients + 1);
    ++came;
    if (guests.size() > at_once) guests.pop_front();
    highest = std::max(highest, of_process());
    if (warm == 0 && stream.events() >= options.events / 5) warm = in_use();
    if (stream.events() < next) continue;
    bench.say("soak: " + std::to_string(stream.events()) + " events, " + std::to_string(in_use()) +
              " MiB in use, of the process " + std::to_string(of_process()));
    next += options.events / 10;
  }
  if (auto taken = stream.wait(); !taken) return taken;
  guests.clear();
  bench.report.add({"soak", "events", static_cast<double>(stream.events()), "", {}, {}});
  bench.report.add({"soak", "clients that came and went", static_cast<double>(came), "", {}, {}});
  bench.report.add({"soak", "memory in use at the end, beside that after a fifth", in_use(), "MiB", warm, {}});
  bench.report.add({"soak", "highest memory of the process", highest, "MiB", {}, {}});
  return {};
}

}  // namespace

constinit Phase const soak{"soak", "millions of events while clients come and go", Phase::When::on_request, run};

}  // namespace crosspoint::load::phases
