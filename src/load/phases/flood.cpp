// State changes as fast as the clients can read them, by the server and by the raw reference in turn.
#include <algorithm>

#include "load/flooding.h"
#include "load/phases/phases.h"

namespace crosspoint::load::phases {
namespace {

struct Cost {
  explicit Cost(Subject const& subject) {
    auto const frames = static_cast<double>(subject.sent) * static_cast<double>(subject.crowd.in());
    frames_per_second = frames / in_seconds(subject.wall);
    cpu = in_seconds(subject.cpu) * 1e6 / frames;
  }
  double frames_per_second = 0, cpu = 0;
};

void note(Bench& bench, Subject const& ours, Subject const& theirs) {
  Cost const server(ours), reference(theirs);
  auto& report = bench.report;
  report.add({"flood", "events a batch", static_cast<double>(flood_batch(ours)), "", {}, {}});
  // asked of plain clients: the raw loop does not encrypt
  auto const target = bench.options.transport == Transport::plain ? at_least(0.7) : Target{};
  report.add({"flood", "frames", server.frames_per_second, "1/s", reference.frames_per_second, target});
  report.add({"flood", "CPU of the server a frame", server.cpu, "us", reference.cpu, {}});
  report.add({"flood",
              "event to last client, p99",
              in_milliseconds(ours.marks.latencies.within(0.99)),
              "ms",
              in_milliseconds(theirs.marks.latencies.within(0.99)),
              {}});
  bench.note_generator("flood", ours.share_of_generator);
}

Result<> run(Bench& bench) {
  return in_turn(
      bench, [&](Subject& subject) { return flood(bench, subject); },
      [&](Subject const& ours, Subject const& theirs) { note(bench, ours, theirs); });
}

}  // namespace

constinit Phase const flood_of_changes{"flood", "state changes as fast as all clients can read them", Phase::When::usually, run};

}  // namespace crosspoint::load::phases
