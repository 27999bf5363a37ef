// State changes as fast as the clients can read them, by the server and by the raw reference in turn. Four batches are on their
// way at a time: the next one goes when the last client has the oldest, so what is counted has arrived.
#include <algorithm>

#include "load/phases/phases.h"
#include "load/subject.h"

namespace crosspoint::load::phases {
namespace {

constexpr std::size_t batches_under_way = 4, largest_batch = 32;
constexpr auto slice = std::chrono::milliseconds(500);

Result<> measure(Bench& bench, Subject& subject, std::size_t batch) {
  subject.begin_slice();
  for (auto const end = Clock::now() + slice; Clock::now() < end;) {
    subject.send(batch);
    auto const room = [&] { return subject.marks.open() <= (batches_under_way - 1) * batch; };
    if (auto const arrived = bench.wait_for("a batch of the flood", room); !arrived) return arrived;
  }
  auto const arrived = bench.wait_for("the end of the flood", [&] { return subject.marks.open() == 0; });
  subject.end_slice();
  return arrived;
}

struct Cost {
  explicit Cost(Subject const& subject) {
    auto const frames = static_cast<double>(subject.sent) * static_cast<double>(subject.crowd.in());
    frames_per_second = frames / in_seconds(subject.wall);
    cpu = in_seconds(subject.cpu) * 1e6 / frames;
  }
  double frames_per_second = 0, cpu = 0;
};

Result<> run(Bench& bench) {
  auto const crowd = bench.crowd();
  auto const raw = bench.raw();
  auto const site = bench.site();
  if (!crowd || !raw || !site) return tl::make_unexpected((!crowd ? crowd.error() : !raw ? raw.error() : site.error()));
  auto const phones = (*site)->house().users / 2;
  auto const batch = std::clamp<std::size_t>(phones / batches_under_way, 1, largest_batch);
  auto ours = server_subject(**site, **crowd);
  auto theirs = raw_subject(**raw, phones);
  auto const rounds = std::max(1.0, bench.options.seconds / in_seconds(slice));
  for (int round = 0; round < static_cast<int>(rounds); ++round)
    for (auto* const subject : {&ours, &theirs})
      if (auto const measured = measure(bench, *subject, batch); !measured) return measured;
  Cost const server(ours), reference(theirs);
  auto& report = bench.report;
  report.add({"flood", "events a batch", static_cast<double>(batch), "", {}, {}});
  report.add({"flood", "frames", server.frames_per_second, "1/s", reference.frames_per_second, at_least(0.7)});
  report.add({"flood", "CPU of the server a frame", server.cpu, "us", reference.cpu, {}});
  report.add({"flood",
              "event to last client, p99",
              in_milliseconds(ours.marks.latencies.within(0.99)),
              "ms",
              in_milliseconds(theirs.marks.latencies.within(0.99)),
              {}});
  bench.note_generator("flood", ours.share_of_generator);
  return {};
}

}  // namespace

constinit Phase const flood{"flood", "state changes as fast as all clients can read them", Phase::When::usually, run};

}  // namespace crosspoint::load::phases
