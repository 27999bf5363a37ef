// From the start of the process until the first client is logged in, with a large house in the store.
#include "load/phases/phases.h"

namespace crosspoint::load::phases {
namespace {

Result<> run(Bench& bench) {
  bench.clear();
  auto const clients = bench.options.clients;
  House const house{.users = std::max<std::size_t>(10 * clients, 100),
                    .agents = 2 * clients,
                    .queues = std::max<std::size_t>(clients / 2, 10),
                    .queues_per_agent = 5};
  bench.say("start: " + std::to_string(house.users) + " users, " + std::to_string(house.agents) + " agents, " +
            std::to_string(house.queues) + " queues");
  auto site = Site::open(bench.loop, bench.options, house);
  if (!site) return tl::make_unexpected(site.error());
  auto const begin = (*site)->started();
  Crowd crowd(bench.loop, (*site)->door(Transport::plain), Transport::plain);
  crowd.come(1, 1);
  if (auto in = bench.wait_for("the first login", [&] { return crowd.is_settled(); }); !in) return in;
  bench.report.add({"start", "users", static_cast<double>(house.users), "", {}, {}});
  bench.report.add({"start", "until the first login", in_seconds(Clock::now() - begin), "s", {}, at_most(1)});
  bench.report.add({"start", "CPU of the server until then", in_seconds(cpu_of((*site)->server())), "s", {}, {}});
  if (auto live = (*site)->wait_until_live(); !live) return live;
  bench.report.add({"start", "until the lists of the exchange are read", in_seconds(Clock::now() - begin), "s", {}, {}});
  return {};
}

}  // namespace

constinit Phase const start{"start", "start of a server with ten times as many users", Phase::When::usually, run};

}  // namespace crosspoint::load::phases
