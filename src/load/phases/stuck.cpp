// The flood, now with a client that reads nothing and now without one in turn: the others shall not notice, states shall be told
// to it in their newest form only, and it shall be sent away when what must not be lost has passed the limit, not before.
#include "load/flooding.h"
#include "load/phases/phases.h"

namespace crosspoint::load::phases {
namespace {

constexpr double mebi = 1 << 20;
constexpr double limit = 16 * mebi;       ///< of what waits for a client, as configured by default
constexpr double in_buffers = 12 * mebi;  ///< more than the system takes for a socket: what comes then waits in the server
constexpr int messages_a_piece = 25, text_size = 8000;
constexpr auto calm = std::chrono::milliseconds(300);

double sent_away(Site const& site) { return site.metric(R"(crosspoint_clients_closed_total{reason="does not read"})"); }

/// A message of chat, which must not be lost.
std::string chat(std::size_t to) {
  std::string line = R"({"class":"chitchat","alias":"load","text":")";
  line.append(text_size, 'x').append(R"(","to":[")").append(House::server_uuid).append("\",\"").append(House::user_uuid(to));
  return line.append("\"]}\n");
}

double told(Site const& site) {
  return site.metric(R"(crosspoint_messages_total{kind="update"})") + site.metric(R"(crosspoint_messages_total{kind="reply"})");
}

/// Chat to the client that does not read: so many bytes of text, or until the server ends it. Returns the bytes. A message is
/// stored before it is told: the next ones go when those before are.
double fill(Bench& bench, Site const& site, Crowd& crowd, std::size_t to, double bytes) {
  auto const before = sent_away(site);
  std::string piece;
  for (int i = 0; i < messages_a_piece; ++i) piece += chat(to);
  double sent = 0;
  while (sent < bytes && sent_away(site) == before && !bench.loop.is_stopped()) {
    auto const all = told(site) + messages_a_piece;
    crowd[0].send(piece);
    sent += messages_a_piece * text_size;
    for (auto const end = Clock::now() + std::chrono::seconds(1); told(site) < all && Clock::now() < end;)
      bench.loop.run_until(Clock::now() + std::chrono::milliseconds(1));
  }
  return sent;
}

/// p99 of each slice: that of all slices together would be the one in which the machine had something else to do.
struct Turns {
  Latencies without, with;
};

Result<Span> p99_of_a_slice(Bench& bench, Subject& subject) {
  bench.loop.run_until(Clock::now() + calm);
  Latencies slice;
  std::swap(subject.marks.latencies, slice);
  auto const measured = flood(bench, subject);
  std::swap(subject.marks.latencies, slice);
  if (!measured) return tl::make_unexpected(measured.error());
  return slice.within(0.99);
}

/// Slices of the flood with and without the client reading.
Result<Turns> take_turns(Bench& bench, Subject& subject, Client& stuck) {
  Turns turns;
  for (auto const end = Clock::now() + 4 * from_seconds(bench.options.seconds); Clock::now() < end;) {
    auto const without = p99_of_a_slice(bench, subject);
    if (!without) return tl::make_unexpected(without.error());
    stuck.stop_reading();
    auto const with = p99_of_a_slice(bench, subject);
    if (!with) return tl::make_unexpected(with.error());
    stuck.go_on_reading();
    turns.without.add(*without);
    turns.with.add(*with);
  }
  return turns;
}

/// Reads until nothing more comes. Returns how many states of phones it was told.
double read_all(Bench& bench, Crowd& stuck) {
  double states = 0;
  stuck.listener = [&](Client const&, std::string_view line) {
    if (line.find(R"("listname":"phones")") != std::string_view::npos) ++states;
  };
  stuck[0].go_on_reading();
  for (auto seen = stuck.lines() - 1; seen != stuck.lines();) {
    seen = stuck.lines();
    bench.loop.run_until(Clock::now() + calm);
  }
  stuck.listener = nullptr;
  return states;
}

Result<> measure(Bench& bench, Site& site, Subject& subject, Crowd& stuck) {
  auto const add = [&](char const* what, double value, char const* unit, std::optional<double> beside, Target target) {
    bench.report.add({"stuck", what, value, unit, beside, target});
  };
  auto const turns = take_turns(bench, subject, stuck[0]);
  if (!turns) return tl::make_unexpected(turns.error());
  add("p99 of the others, beside the same without it", in_milliseconds(turns->with.within(0.5)), "ms",
      in_milliseconds(turns->without.within(0.5)), at_most(1.1));
  read_all(bench, stuck);
  auto const memory = static_cast<double>(memory_of(site.server()).anonymous), away = sent_away(site);
  auto const sent = subject.sent;
  stuck[0].stop_reading();
  fill(bench, site, subject.crowd, stuck[0].user(), in_buffers);
  for (auto const end = Clock::now() + from_seconds(bench.options.seconds); Clock::now() < end;)
    if (auto measured = flood(bench, subject); !measured) return measured;
  auto const grown = static_cast<double>(memory_of(site.server()).anonymous) - memory;
  add("memory of the server grown by what it does not read", grown / mebi, "MiB", {}, at_most(1.5 * limit / mebi));
  add("sent away because of states", sent_away(site) - away, "", {}, at_most(0));
  add("states told to it later, beside all that there were", read_all(bench, stuck), "", static_cast<double>(subject.sent - sent),
      {});
  stuck[0].stop_reading();
  auto const bytes = fill(bench, site, subject.crowd, stuck[0].user(), 4 * limit);
  auto const is_away = [&] { return sent_away(site) != away; };
  if (auto done = bench.wait_for("a client that does not read to be sent away", is_away); !done) return done;
  add("chat until it was sent away, beside the limit", bytes / mebi, "MiB", limit / mebi, at_least(0.95));
  return {};
}

Result<> run(Bench& bench) {
  auto const crowd = bench.crowd();
  auto const opened = bench.site();
  if (!crowd || !opened) return tl::make_unexpected((!crowd ? crowd.error() : opened.error()));
  auto& site = **opened;
  auto const user = site.house().users;
  Crowd stuck(bench.loop, site.door(bench.options.transport), bench.options.transport);
  stuck.come(user, user);
  if (auto in = bench.wait_for("the client that will not read", [&] { return stuck.in() == 1; }); !in) return in;
  auto subject = server_subject(site, **crowd);
  return measure(bench, site, subject, stuck);
}

}  // namespace

constinit Phase const stuck{"stuck", "the flood beside a client that reads nothing", Phase::When::usually, run};

}  // namespace crosspoint::load::phases
