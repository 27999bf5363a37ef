// The server is killed, and all who were there come back at once: browsers and old clients, as many of each. First to a server
// that has never checked their passwords before, then to one that has. At last to one that an address keeps busy with wrong
// passwords.
#include "load/latencies.h"
#include "load/phases/phases.h"

namespace crosspoint::load::phases {
namespace {

constexpr auto patience = std::chrono::minutes(5);
constexpr auto until_remembered = std::chrono::seconds(2);  ///< more than the server takes to write what it has checked

Result<> measure(Bench& bench, Site& site, std::string const& what, Target within) {
  auto const clients = bench.options.clients;
  auto const killed = Clock::now();
  if (auto started = site.kill_and_start(); !started) return started;
  auto const begin = Clock::now();
  Meter const meter(site.server());
  Latencies logins;
  Crowd browsers(bench.loop, site.door(Transport::ws), Transport::ws);
  Crowd old(bench.loop, site.door(Transport::plain), Transport::plain);
  browsers.newcomer = old.newcomer = [&] { logins.add(Clock::now() - begin); };
  browsers.come(1, clients);
  old.come(clients + 1, 2 * clients);
  if (!bench.loop.run_until(begin + patience, [&] { return browsers.is_settled() && old.is_settled(); }))
    return fail(Errc::unavailable, bench.loop.is_stopped() ? "interrupted" : "waited in vain for the clients to come back");
  auto const lost = browsers.closed() + old.closed();
  if (lost > 0) bench.say("restart: why sessions ended:\n" + site.metrics("crosspoint_clients_closed_total"));
  auto const note = [&](std::string const& figure, double value, std::string const& unit, Target target) {
    bench.report.add({"restart", what + ": " + figure, value, unit, {}, target});
  };
  note("until the server listens again", in_seconds(begin - killed), "s", {});
  note("login p50", in_seconds(logins.within(0.5)), "s", {});
  note("login p99", in_seconds(logins.within(0.99)), "s", {});
  note("until the last is logged in", in_seconds(logins.within(1)), "s", within);
  note("refused or lost", static_cast<double>(lost), "", at_most(0));
  note("passwords checked in full", site.metric(R"(crosspoint_password_checks_total{how="argon2id"})"), "", {});
  note("CPU of the server", in_seconds(meter.cpu()), "s", {});
  bench.note_generator("restart", meter.share_of_generator());
  bench.loop.run_until(Clock::now() + until_remembered);
  return {};
}

Result<> measure_flood(Bench& bench, Site& site) {
  static constexpr std::size_t others = 20;
  static constexpr auto until_they_wait = std::chrono::milliseconds(300);
  if (auto started = site.kill_and_start(); !started) return started;
  Crowd guessers(bench.loop, site.door(Transport::plain), Transport::plain, Greeting::guess);
  guessers.come(1, 2 * bench.options.clients);
  bench.loop.run_until(Clock::now() + until_they_wait);
  Crowd crowd(bench.loop, site.door(Transport::plain), Transport::plain);
  Latencies logins;
  for (std::size_t user = 1; user <= others; ++user) {
    auto const begin = Clock::now();
    crowd.come(user, user);
    if (auto in = bench.wait_for("a login beside the flood", [&] { return crowd.is_settled(); }); !in) return in;
    logins.add(Clock::now() - begin);
  }
  auto const waiting = guessers.size() - guessers.closed();
  bench.report.add({"restart", "flood: wrong passwords that still wait", static_cast<double>(waiting), "", {}, {}});
  bench.report.add({"restart", "flood: login of another address, p50", in_milliseconds(logins.within(0.5)), "ms", {}, {}});
  bench.report.add({"restart", "flood: login of another address, longest", in_milliseconds(logins.within(1)), "ms", {}, {}});
  bench.report.add({"restart", "flood: others refused or lost", static_cast<double>(crowd.closed()), "", {}, at_most(0)});
  return {};
}

Result<> run(Bench& bench) {
  bench.clear();
  auto house = Bench::house_for(bench.options.clients);
  house.real_hashes = true;
  auto site = bench.open(house);
  if (!site) return tl::make_unexpected(site.error());
  bench.report.add({"restart", "browsers, and as many old clients", static_cast<double>(bench.options.clients), "", {}, {}});
  if (auto measured = measure(bench, **site, "nothing remembered", {}); !measured) return measured;
  if (auto measured = measure(bench, **site, "remembered", at_most(10)); !measured) return measured;
  return measure_flood(bench, **site);
}

}  // namespace

constinit Phase const restart{"restart", "the server is killed, and all come back, half of them browsers", Phase::When::usually,
                              run};

}  // namespace crosspoint::load::phases
