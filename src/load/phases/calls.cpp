// Calls with all their events at a steady rate, while clients with registrations and queue statistics look on: whether the server
// keeps up, what a call costs, and when the last client knows that it rings and that it is over.
#include <algorithm>
#include <cmath>

#include "load/calls/traffic.h"
#include "load/phases/phases.h"
#include "load/raw.h"
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

struct Told {
  std::size_t clients = 0;
  double lines = 0, bytes = 0;  ///< to all of them together in a second
};

/// What the raw reference uses of a processor to send as much in pieces of 10 ms each.
Result<double> cost_of_sending(Bench& bench, Told const& told) {
  constexpr std::size_t pieces = 200;
  constexpr auto between = 10ms;
  auto raw = Raw::open(bench.loop, told.clients);
  if (!raw) return tl::make_unexpected(raw.error());
  auto const each = static_cast<double>(told.clients) / in_seconds(between);
  std::string const line(static_cast<std::size_t>(told.bytes / told.lines), ' ');
  std::string piece;
  for (auto lines = std::lround(told.lines / each); lines > 0; --lines) piece.append(line).append("\n");
  Meter const meter((*raw)->process());
  auto const begin = Clock::now();
  for (std::size_t i = 1; i <= pieces; ++i) {
    (*raw)->send(piece);
    bench.loop.run_until(begin + i * between);
  }
  return in_seconds(meter.cpu()) / in_seconds(meter.wall());
}

struct Measured {
  Carried carried;
  double calls = 0;
  Told told;
  Span cpu{}, wall{};  ///< of the server
  double grown = 0;    ///< bytes of its memory
  double generator = 0;
};

Result<Measured> measure(Bench& bench, Watched const& watched, Traffic& traffic, double rate) {
  auto const server = watched.site->server();
  auto const& crowd = *watched.crowd;
  auto const time = from_seconds(bench.options.seconds);
  carry(bench, traffic, rate, time / 5);
  auto const memory = memory_of(server).anonymous;
  auto const warm = traffic.ended();
  traffic.marks.latencies.clear();
  auto const lines = crowd.lines(), bytes = crowd.bytes();
  Meter const meter(server);
  Measured out;
  out.carried = carry(bench, traffic, rate, time);
  auto const is_told = bench.wait_for("the end of calls to be told", [&] { return traffic.marks.open() == 0; });
  if (!is_told) return tl::make_unexpected(is_told.error());
  out.cpu = meter.cpu();
  out.wall = meter.wall();
  out.generator = meter.share_of_generator();
  out.calls = static_cast<double>(traffic.ended() - warm);
  out.grown = static_cast<double>(memory_of(server).anonymous) - static_cast<double>(memory);
  auto const seconds = in_seconds(out.wall);
  out.told = {crowd.size(), static_cast<double>(crowd.lines() - lines) / seconds,
              static_cast<double>(crowd.bytes() - bytes) / seconds};
  return out;
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
  auto const measured = measure(bench, *watched, traffic, rate);
  if (!measured) return tl::make_unexpected(measured.error());
  auto const raw = cost_of_sending(bench, measured->told);
  if (!raw) return tl::make_unexpected(raw.error());
  auto const& [carried, calls, told, cpu, wall, grown, generator] = *measured;
  auto const& latencies = traffic.marks.latencies;
  auto const add = [&](char const* what, double value, char const* unit, Target target) {
    bench.report.add({plan.phase, what, value, unit, {}, target});
  };
  add("events a call", static_cast<double>(shape.events()), "", {});
  add("calls carried", carried.begun / in_seconds(carried.time), "1/s", at_least(0.98 * rate));
  add("latest begin of a call", in_milliseconds(carried.latest), "ms", {});
  add("lines to all clients a call", told.lines * in_seconds(wall) / calls, "", {});
  add("CPU of the server a call", in_milliseconds(cpu) / calls, "ms", plan.cpu > 0 ? at_most(plan.cpu) : Target{});
  add("CPU of the raw loop for those lines", *raw * in_milliseconds(wall) / calls, "ms", {});
  add("event to last client, middle", in_milliseconds(latencies.within(0.5)), "ms", {});
  add("event to last client, p99", in_milliseconds(latencies.within(0.99)), "ms", at_most(plan.longest));
  add("states that went by untold", static_cast<double>(traffic.marks.dropped()), "", {});
  add("memory of the server grown a call", grown / calls, "B", {});
  bench.note_generator(plan.phase, generator);
  return {};
}

}  // namespace

constinit Phase const calls{"calls", "500 calls through queues a second, 66 events each", Phase::When::usually, run<crowded>};
/// T193
constinit Phase const office{"office", "100 calls from phone to phone a second", Phase::When::usually, run<simple>};
/// T194
constinit Phase const queue_calls{"queues", "20 calls a second to agents in 10 queues", Phase::When::usually, run<queued>};

}  // namespace crosspoint::load::phases
