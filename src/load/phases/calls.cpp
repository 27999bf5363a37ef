// Calls with all their events at a steady rate, while clients with registrations and queue statistics look on: whether the server
// keeps up, what a call costs, and when the last client knows that it rings and that it is over.
#include <algorithm>

#include "load/calls/traffic.h"
#include "load/phases/phases.h"
#include "load/subscriptions.h"

namespace crosspoint::load::phases {
namespace {

constexpr std::size_t most_watchers = 100;

struct Plan {
  char const* phase;
  double rate_of_thousand;  ///< calls a second, when the run is one with 1 000 clients
  std::size_t queues;       ///< of an agent; 0: calls without queue
  Traffic::Timing timing;
  double longest;  ///< milliseconds until all know it
  double cpu;      ///< milliseconds a call
};

using namespace std::chrono_literals;
constexpr Plan crowded{"calls", 500, 8, {150ms, 150ms}, 100, 1};
constexpr Plan simple{"office", 100, 0, {1s, 1s}, 50, 0};
constexpr Plan queued{"queues", 20, 10, {1s, 1s}, 50, 0};

/// So many that there is always somebody free, and half as many again.
House house_of(Plan const& plan, double rate, std::size_t watchers) {
  auto const busy = static_cast<std::size_t>(rate * in_seconds(plan.timing.ring + plan.timing.talk) * 1.5);
  auto const called = std::max<std::size_t>(busy, 20);
  return {.users = std::max(2 * called, watchers),
          .agents = called,
          .queues = std::max<std::size_t>(called / 4, 10),
          .queues_per_agent = plan.queues};
}

struct Carried {
  double begun = 0;
  Span time{};    ///< in which all of them began
  Span latest{};  ///< how late a call began, at most
};

/// Begins calls when they are due and lets them go on.
Carried carry(Bench& bench, Traffic& traffic, double rate, Span time) {
  auto const begin = Clock::now();
  Carried carried;
  for (;;) {
    auto const now = Clock::now();
    auto const due = begin + from_seconds(carried.begun / rate);
    traffic.go_on(now);
    if (bench.loop.is_stopped()) return carried;
    if (due - begin >= time) {
      if (traffic.under_way() == 0) return carried;
      bench.loop.run_until(traffic.due());
    } else if (now >= due) {
      carried.latest = std::max(carried.latest, now - due);
      carried.time = std::max(time, now - begin);
      if (traffic.begin()) ++carried.begun;
      else bench.loop.run_until(now + 1ms);  // nobody is free: the server is behind
    } else {
      bench.loop.run_until(std::min(due, traffic.due()));
    }
  }
}

struct Watched {
  std::unique_ptr<Site> site;
  std::unique_ptr<Crowd> crowd;
};

/// A server, and clients that have all they want.
Result<Watched> open(Bench& bench, House const& house, std::size_t watchers) {
  auto site = bench.open(house);
  if (!site) return tl::make_unexpected(site.error());
  auto const transport = bench.options.transport;
  Watched watched{std::move(*site), nullptr};
  watched.crowd = std::make_unique<Crowd>(bench.loop, watched.site->door(transport), transport);
  auto& crowd = *watched.crowd;
  crowd.come(1, watchers);
  if (auto const in = bench.wait_for("the clients", [&] { return crowd.in() == watchers; }); !in)
    return tl::make_unexpected(in.error());
  crowd.say([&](std::size_t user) { return registrations(house, user) + queue_statistics(); });
  auto const answered = bench.wait_for("the registrations", [&] { return crowd.lines() >= watchers * registrations_each; });
  if (!answered) return tl::make_unexpected(answered.error());
  return watched;
}

template <Plan const& plan>
Result<> run(Bench& bench) {
  auto const rate = std::max(2.0, plan.rate_of_thousand * static_cast<double>(bench.options.clients) / 1000);
  auto const watchers = std::min(most_watchers, bench.options.clients);
  auto watched = open(bench, house_of(plan, rate, watchers), watchers);
  if (!watched) return tl::make_unexpected(watched.error());
  auto const shape = plan.queues > 0 ? queue_shape(plan.queues) : plain_shape();
  Traffic traffic(watched->site->exchange(), shape, plan.timing, watchers);
  watched->crowd->listener = [&](Client const&, std::string_view line) { traffic.marks.read(line); };
  auto const server = watched->site->server();
  auto const time = from_seconds(bench.options.seconds);
  carry(bench, traffic, rate, time / 5);
  auto const memory = memory_of(server).anonymous;
  auto const warm = traffic.ended();
  traffic.marks.latencies.clear();
  auto const lines = watched->crowd->lines();
  Meter const meter(server);
  auto const carried = carry(bench, traffic, rate, time);
  if (auto told = bench.wait_for("the end of calls to be told", [&] { return traffic.marks.open() == 0; }); !told) return told;
  auto const calls = static_cast<double>(traffic.ended() - warm);
  auto const told = static_cast<double>(watched->crowd->lines() - lines);
  auto const grown = static_cast<double>(memory_of(server).anonymous) - static_cast<double>(memory);
  auto const& latencies = traffic.marks.latencies;
  auto const add = [&](char const* what, double value, char const* unit, Target target) {
    bench.report.add({plan.phase, what, value, unit, {}, target});
  };
  add("events a call", static_cast<double>(shape.events()), "", {});
  add("calls carried", carried.begun / in_seconds(carried.time), "1/s", at_least(0.98 * rate));
  add("latest begin of a call", in_milliseconds(carried.latest), "ms", {});
  add("lines to all clients a call", told / calls, "", {});
  add("CPU of the server a call", in_milliseconds(meter.cpu()) / calls, "ms", plan.cpu > 0 ? at_most(plan.cpu) : Target{});
  add("event to last client, middle", in_milliseconds(latencies.within(0.5)), "ms", {});
  add("event to last client, p99", in_milliseconds(latencies.within(0.99)), "ms", at_most(plan.longest));
  add("states that went by untold", static_cast<double>(traffic.marks.dropped()), "", {});
  add("memory of the server grown a call", grown / calls, "B", {});
  bench.note_generator(plan.phase, meter.share_of_generator());
  return {};
}

}  // namespace

constinit Phase const calls{"calls", "500 calls through queues a second, 66 events each", Phase::When::usually, run<crowded>};
/// T193
constinit Phase const office{"office", "100 calls from phone to phone a second", Phase::When::usually, run<simple>};
/// T194
constinit Phase const queue_calls{"queues", "20 calls a second to agents in 10 queues", Phase::When::usually, run<queued>};

}  // namespace crosspoint::load::phases
