// As many clients as the limit of files admits, and single state changes to all of them.
#include "load/phases/phases.h"
#include "load/subject.h"

namespace crosspoint::load::phases {
namespace {

Result<> run(Bench& bench) {
  bench.clear();
  auto const clients = std::min<std::size_t>(15 * bench.options.clients, most_clients);
  auto site = bench.open(Bench::house_for(clients));
  if (!site) return tl::make_unexpected(site.error());
  auto const transport = bench.options.transport;
  Crowd crowd(bench.loop, (*site)->door(transport), transport);
  Meter const coming((*site)->server());
  if (auto in = bench.come_in_groups(crowd, clients); !in) return in;
  bench.report.add({"many", "clients", static_cast<double>(crowd.in()), "", {}, at_least(static_cast<double>(clients))});
  bench.report.add({"many", "until all are logged in", in_seconds(coming.wall()), "s", {}, {}});
  auto subject = server_subject(**site, crowd);
  subject.begin_slice();
  for (auto const end = Clock::now() + from_seconds(bench.options.seconds); Clock::now() < end;) {
    subject.send(1);
    auto told = bench.wait_for("the last of many", [&] { return subject.marks.open() == 0; });
    if (!told) return told;
    bench.loop.run_until(Clock::now() + std::chrono::milliseconds(50));
  }
  subject.end_slice();
  auto const frames = static_cast<double>(subject.sent) * static_cast<double>(crowd.in());
  auto const& latencies = subject.marks.latencies;
  bench.report.add({"many", "event to last client, middle", in_milliseconds(latencies.within(0.5)), "ms", {}, {}});
  bench.report.add({"many", "event to last client, p99", in_milliseconds(latencies.within(0.99)), "ms", {}, {}});
  bench.report.add({"many", "CPU of the server an event and client", in_seconds(subject.cpu) * 1e6 / frames, "us", {}, {}});
  bench.note_generator("many", subject.share_of_generator);
  return {};
}

}  // namespace

constinit Phase const many{"many", "15 times as many clients, single state changes", Phase::When::on_request, run};

}  // namespace crosspoint::load::phases
