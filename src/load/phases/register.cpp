// Every client registers for 40 things and is told at once how each of them is.
#include "load/phases/phases.h"
#include "load/subscriptions.h"

namespace crosspoint::load::phases {
namespace {

Result<> run(Bench& bench) {
  auto const found = bench.crowd();
  auto const site = bench.site();
  if (!found || !site) return tl::make_unexpected((!found ? found.error() : site.error()));
  auto& crowd = **found;
  auto const before = crowd.lines();
  Meter const meter((*site)->server());
  crowd.say([&](std::size_t user) { return registrations((*site)->house(), user); });
  auto const expected = before + crowd.in() * registrations_each;
  if (auto told = bench.wait_for("the answers to registrations", [&] { return crowd.lines() >= expected; }); !told) return told;
  auto const clients = static_cast<double>(crowd.in());
  bench.report.add({"register", "until all 40 of every client are answered", in_seconds(meter.wall()), "s", {}, {}});
  bench.report.add(
      {"register", "CPU of the server for 1 000 clients", in_seconds(meter.cpu()) * 1000 / clients, "s", {}, at_most(1)});
  bench.note_generator("register", meter.share_of_generator());
  return {};
}

}  // namespace

constinit Phase const registering{"register", "40 registrations a client", Phase::When::usually, run};

}  // namespace crosspoint::load::phases
