#include "load/bench.h"

#include <algorithm>
#include <ostream>

namespace crosspoint::load {

Bench::Bench(Options given, std::ostream& progress) : options(std::move(given)), progress_(progress) {}

void Bench::say(std::string const& what) { progress_ << "bench: " << what << std::endl; }

House Bench::house_for(std::size_t clients) {
  auto const queues = std::max<std::size_t>(clients / 20, 10);
  return {.users = std::max<std::size_t>(2 * clients, 100),
          .agents = std::max<std::size_t>(clients / 5, 20),
          .queues = queues,
          .queues_per_agent = 8};
}

Result<std::unique_ptr<Site>> Bench::open(House const& house) {
  say("starting a server with " + std::to_string(house.users) + " users, " + std::to_string(house.agents) + " agents and " +
      std::to_string(house.queues) + " queues");
  auto site = Site::open(loop, options, house);
  if (!site) return site;
  if (auto const live = (*site)->wait_until_live(); !live) return tl::make_unexpected(live.error());
  return site;
}

Result<Site*> Bench::site() {
  if (!site_) {
    auto opened = open(house_for(options.clients));
    if (!opened) return tl::make_unexpected(opened.error());
    site_ = std::move(*opened);
  }
  return site_.get();
}

Result<Crowd*> Bench::crowd() {
  if (!crowd_) {
    auto const opened = site();
    if (!opened) return tl::make_unexpected(opened.error());
    crowd_ = std::make_unique<Crowd>(loop, site_->door(options.transport), options.transport,
                                     options.numbered ? Greeting::numbered : Greeting::login);
  }
  if (crowd_->size() == 0) {
    crowd_->come(1, options.clients);
    auto const here = wait_for("the clients to log in", [&] { return crowd_->is_settled(); });
    if (!here) return tl::make_unexpected(here.error());
    if (crowd_->closed() > 0) return fail(Errc::unavailable, std::to_string(crowd_->closed()) + " clients were not let in");
  }
  return crowd_.get();
}

Result<Raw*> Bench::raw() {
  if (!raw_) {
    auto opened = Raw::open(loop, options.clients);
    if (!opened) return tl::make_unexpected(opened.error());
    raw_ = std::move(*opened);
  }
  return raw_.get();
}

void Bench::clear() {
  raw_.reset();
  crowd_.reset();
  site_.reset();
}

Result<> Bench::wait_for(std::string const& what, std::function<bool()> const& done) {
  if (loop.run_until(Clock::now() + patience, done)) return {};
  return fail(Errc::unavailable, loop.is_stopped() ? "interrupted" : "waited in vain for " + what);
}

Result<> Bench::come_in_groups(Crowd& crowd, std::size_t clients) {
  static constexpr std::size_t group = 100;
  for (auto first = crowd.size() + 1; first <= clients; first += group) {
    auto const last = std::min(first + group - 1, clients);
    crowd.come(first, last);
    if (auto here = wait_for("clients to log in", [&] { return crowd.is_settled(); }); !here) return here;
    if (last % 2000 == 0 || last == clients) say(std::to_string(last) + " clients are logged in");
  }
  calm(crowd);
  if (crowd.closed() == 0) return {};
  return fail(Errc::unavailable, std::to_string(crowd.closed()) + " clients were not let in");
}

void Bench::calm(Crowd const& crowd) {
  static constexpr auto quiet = std::chrono::milliseconds(200);
  std::uint64_t lines = 0;
  do {
    lines = crowd.lines();
    loop.run_until(Clock::now() + quiet);
  } while (crowd.lines() != lines && !loop.is_stopped());
}

void Bench::note_generator(std::string const& phase, double share) {
  report.add(
      {phase, share < 0.95 ? "load generator, of one processor" : "load generator: it could do no more", share, "", {}, {}});
}

}  // namespace crosspoint::load
