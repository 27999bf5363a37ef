// One state change after the other to all clients, by the server and by the raw reference in turn: what an update costs, and when
// the last client has it. `lone`: each by itself, later than the server would hold it back to send it with others. `steady`: a
// hundred a second.
#include <algorithm>

#include "load/phases/phases.h"
#include "load/subject.h"

namespace crosspoint::load::phases {
namespace {

struct Pace {
  char const* phase;
  std::chrono::milliseconds pause;
  Target cpu, p99;
};

constexpr Pace alone{"lone", std::chrono::milliseconds(30), at_most(1.3), {}};
constexpr Pace hundred{"steady", std::chrono::milliseconds(10), {}, at_most(2)};
constexpr auto slice = std::chrono::milliseconds(300);

Result<> measure(Bench& bench, Subject& subject, Pace const& pace) {
  subject.begin_slice();
  auto due = Clock::now();
  for (auto const end = due + slice; due < end; due += pace.pause) {
    bench.loop.run_until(due);
    subject.send(1);
  }
  auto arrived = bench.wait_for("the last of the events", [&] { return subject.marks.open() == 0; });
  subject.end_slice();
  return arrived;
}

double microseconds(Span span) { return in_seconds(span) * 1e6; }

/// What is asked of the CPU is asked of plain clients: the raw loop does not encrypt.
void note(Bench& bench, Pace const& pace, Subject const& server, Subject const& raw) {
  auto& report = bench.report;
  auto const cpu = bench.options.transport == Transport::plain ? pace.cpu : Target{};
  auto const add = [&](char const* what, Span ours, Span theirs, char const* unit, double scale, Target target) {
    report.add({pace.phase, what, in_seconds(ours) * scale, unit, in_seconds(theirs) * scale, target});
  };
  auto const events = static_cast<double>(server.sent);
  auto const frames = events * static_cast<double>(server.crowd.in());
  report.add({pace.phase, "CPU of the server an event to all clients", microseconds(server.cpu) / events, "us",
              microseconds(raw.cpu) / static_cast<double>(raw.sent), cpu});
  report.add({pace.phase, "CPU of the server an event and client", microseconds(server.cpu) / frames, "us", {}, {}});
  auto const &ours = server.marks.latencies, &theirs = raw.marks.latencies;
  add("event to last client, middle", ours.within(0.5), theirs.within(0.5), "ms", 1e3, {});
  add("event to last client, p99", ours.within(0.99), theirs.within(0.99), "ms", 1e3, pace.p99);
  add("event to last client, longest", ours.within(1), theirs.within(1), "ms", 1e3, {});
}

template <Pace const& pace>
Result<> run(Bench& bench) {
  return in_turn(
      bench, [&](Subject& subject) { return measure(bench, subject, pace); },
      [&](Subject const& ours, Subject const& theirs) {
        note(bench, pace, ours, theirs);
        bench.note_generator(pace.phase, ours.share_of_generator);
      });
}

}  // namespace

constinit Phase const lone{"lone", "single state changes to all clients", Phase::When::usually, run<alone>};
constinit Phase const steady{"steady", "100 state changes a second to all clients", Phase::When::usually, run<hundred>};

}  // namespace crosspoint::load::phases
