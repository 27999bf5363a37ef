#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "flow/effects.h"
#include "flow/input.h"
#include "io/net/network.h"

namespace crosspoint::io::metrics {

/// What the core knows of its exchange at the end of a turn.
struct Exchange {
  std::string_view state;  ///< "connecting", "syncing", "live"
  std::uint64_t events, drift_repaired;
};

/// How long what the exchange sent has waited to be dealt with, from when it was read to the end of the turn.
struct ExchangeLag {
  std::chrono::nanoseconds lag;
};

/// Counts what goes into the core and what comes out of it, for Prometheus. The core itself knows nothing of it. saw() is for the
/// core's thread, the rest for any. What each metric means is told in docs/operation.md.
class Metrics {
 public:
  static constexpr std::size_t most_reasons = 64;  ///< why sessions ended, beyond them "other reasons"

  Metrics();

  void saw(flow::Input const& input);
  void saw(flow::Effect const& effect);
  void saw(Exchange const& exchange);
  void saw(ExchangeLag const& exchange);

  /// From any thread.
  void saw(net::Backlog const& backlog);

  /// A source of contacts has failed without having been asked: its file cannot be used.
  void source_failed(std::string const& source);

  /// Prometheus' text format.
  [[nodiscard]] std::string text() const;

 private:
  template <class Metric>
  using Family = prometheus::Family<Metric>;
  using Counter = prometheus::Counter;
  using Gauge = prometheus::Gauge;

  Counter& counter(char const* name, char const* help);
  Family<Counter>& counters(char const* name, char const* help);
  Gauge& gauge(char const* name, char const* help);

  void take(flow::ClientOpened const& opened);
  void take(flow::ClientSecured const& secured);
  void take(flow::ClientLine const& line);
  void take(flow::ClientClosed const& closed);
  void take(flow::AmiBytes const& bytes);
  void take(flow::Stored const& stored);
  void take(flow::PasswordChecked const& checked);
  void take(flow::SourceAnswered const& answered);
  void take(flow::SourceFailed const& failed) { source_failed(failed.source); }
  void take(flow::LoggedIn const& logged_in);
  void take(flow::Reply const& reply);
  void take(flow::Tell const& tell);
  template <class Other>
  void take(Other const&) {}  // not counted

  prometheus::Registry registry_;
  Gauge &connected_, &logged_in_;
  Family<Gauge>& by_kind_;
  Gauge &behind_, &waiting_, &largest_outbox_;
  Gauge& heap_;
  Counter &opened_, &lines_received_;
  Family<Counter>& closed_;
  Family<Counter>& told_;
  Counter &replies_, &updates_;
  Family<Gauge>& exchange_;
  Counter &exchange_bytes_, &exchange_events_, &drift_;
  prometheus::Histogram& exchange_lag_;
  Counter& unsaved_;
  Family<Counter>& passwords_;
  Family<Counter>& source_failures_;
  Family<prometheus::Histogram>& source_seconds_;

  struct Client {
    flow::Face face;
    bool is_logged_in;
  };
  Gauge& of_kind(flow::Face face);

  std::unordered_map<SessionId, Client> clients_;
  std::set<std::string, std::less<>> reasons_;
  std::string_view exchange_state_;
};

}  // namespace crosspoint::io::metrics
