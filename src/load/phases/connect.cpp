// All clients connect at once and log in; no password was ever checked before.
#include "load/phases/phases.h"

namespace crosspoint::load::phases {
namespace {

Result<> run(Bench& bench) {
  auto const site = bench.site();
  if (!site) return tl::make_unexpected(site.error());
  auto const memory = memory_of((*site)->server()).anonymous;
  Meter const meter((*site)->server());
  auto const crowd = bench.crowd();
  if (!crowd) return tl::make_unexpected(crowd.error());
  auto const clients = static_cast<double>((*crowd)->size());
  auto const grown = static_cast<double>(memory_of((*site)->server()).anonymous) - static_cast<double>(memory);
  bench.report.add({"connect", "clients logged in", clients, "", {}, {}});
  bench.report.add({"connect", "until the last is logged in", in_seconds(meter.wall()), "s", {}, {}});
  bench.report.add({"connect", "CPU of the server a login", in_milliseconds(meter.cpu()) / clients, "ms", {}, {}});
  bench.report.add({"connect", "memory of the server a client", grown / clients / 1024, "KiB", {}, {}});
  bench.note_generator("connect", meter.share_of_generator());
  return {};
}

}  // namespace

constinit Phase const connect{"connect", "connect and log in", Phase::When::usually, run};

}  // namespace crosspoint::load::phases
