// Ten times as many clients lose their connections at once, and all come back at once.
#include "load/phases/phases.h"

namespace crosspoint::load::phases {
namespace {

Result<> run(Bench& bench) {
  bench.clear();
  auto const clients = std::min<std::size_t>(10 * bench.options.clients, most_clients);
  auto site = bench.open(Bench::house_for(clients));
  if (!site) return tl::make_unexpected(site.error());
  auto const transport = bench.options.transport;
  Crowd crowd(bench.loop, (*site)->door(transport), transport);
  bench.say("storm: " + std::to_string(clients) + " clients log in for the first time");
  if (auto in = bench.come_in_groups(crowd, clients); !in) return in;
  crowd.leave();
  Meter const meter((*site)->server());
  crowd.come(1, clients);
  if (auto in = bench.wait_for("the storm to settle", [&] { return crowd.is_settled(); }); !in) return in;
  if (crowd.closed() > 0) bench.say("storm: why sessions ended:\n" + (*site)->metrics("crosspoint_clients_closed_total"));
  bench.report.add({"storm", "clients", static_cast<double>(clients), "", {}, {}});
  bench.report.add({"storm", "until the last is logged in again", in_seconds(meter.wall()), "s", {}, at_most(10)});
  bench.report.add({"storm", "refused or lost", static_cast<double>(crowd.closed()), "", {}, at_most(0)});
  bench.report.add({"storm", "CPU of the server", in_seconds(meter.cpu()), "s", {}, {}});
  bench.note_generator("storm", meter.share_of_generator());
  return {};
}

}  // namespace

constinit Phase const storm{"storm", "all clients lose their connections and come back", Phase::When::usually, run};

}  // namespace crosspoint::load::phases
