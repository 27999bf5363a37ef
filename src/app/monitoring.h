#pragma once

#include <atomic>
#include <chrono>
#include <string>

#include "app/heartbeat.h"
#include "core/core.h"
#include "io/http/answer.h"
#include "io/metrics/metrics.h"

namespace crosspoint::app {

/// What the server tells those who watch over it: counts what goes into the core and comes out of it, and answers /metrics,
/// /health and /ready. Metrics are counted even when nobody can ask for them.
class Monitoring {
 public:
  /// The core has so much time between two steps.
  explicit Monitoring(std::chrono::nanoseconds patience = std::chrono::seconds(10)) : core_(patience) {}

  // On the core's thread:
  template <class InputOrEffect>
  void saw(InputOrEffect const& passing) {
    metrics_.saw(passing);
  }
  void saw_core_step() { core_.beat(); }
  void saw_end_of_turn(core::Vitals const& vitals);
  void saw_lag(std::chrono::nanoseconds lag) { metrics_.saw(io::metrics::ExchangeLag{lag}); }

  // From any thread:
  void source_failed(std::string const& source) { metrics_.source_failed(source); }
  /// Clients can come in from now on, or not any more.
  void serves(bool clients) { serves_ = clients; }

  /// The figures, with what waits for clients at the moment.
  [[nodiscard]] io::http::Answer metrics(io::net::Backlog const& backlog);

  /// 200 while the core steps, else 503: whoever restarts what is broken asks for this.
  [[nodiscard]] io::http::Answer health() const;

  /// 200 while clients are served, whatever the link to the exchange, else 503: whoever sends clients here asks for this.
  [[nodiscard]] io::http::Answer ready() const;

 private:
  [[nodiscard]] io::http::Answer tell(bool good, char const* status) const;

  io::metrics::Metrics metrics_;
  Heartbeat core_;
  std::atomic<bool> serves_ = false;
  std::atomic<char const*> exchange_ = "connecting";
};

}  // namespace crosspoint::app
