// What a client that does nothing costs in memory: a fresh server for each transport, whose clients come in small groups, so that
// what logins need for a moment is not counted; nor is what the first clients have brought into caches.
#include "load/phases/phases.h"

namespace crosspoint::load::phases {
namespace {

struct Kind {
  Transport transport;
  char const* what;
  double most;  ///< KiB
};

constexpr std::array kinds{Kind{Transport::plain, "memory a client, plain", 2}, Kind{Transport::tls, "memory a client, TLS", 20},
                           Kind{Transport::ws, "memory a client, WebSocket", 8},
                           Kind{Transport::wss, "memory a client, WebSocket in TLS", 24}};

Result<> measure(Bench& bench, Kind const& kind) {
  auto const clients = std::min<std::size_t>(5 * bench.options.clients, most_clients);
  auto const first = clients / 5;
  auto site = bench.open(Bench::house_for(clients));
  if (!site) return tl::make_unexpected(site.error());
  Crowd crowd(bench.loop, (*site)->door(kind.transport), kind.transport);
  if (auto in = bench.come_in_groups(crowd, first); !in) return in;
  auto const heap = [&] { return (*site)->metric("crosspoint_heap_bytes"); };
  auto const before = heap();
  if (auto in = bench.come_in_groups(crowd, clients); !in) return in;
  bench.report.add(
      {"idle", kind.what, (heap() - before) / static_cast<double>(clients - first) / 1024, "KiB", {}, at_most(kind.most)});
  return {};
}

Result<> run(Bench& bench) {
  bench.clear();
  for (auto const& kind : kinds)
    if (auto measured = measure(bench, kind); !measured) return measured;
  return {};
}

}  // namespace

constinit Phase const idle{"idle", "memory of clients that do nothing", Phase::When::usually, run};

}  // namespace crosspoint::load::phases
