#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "app/config.h"
#include "app/heartbeat.h"
#include "base/result.h"
#include "core/core.h"
#include "io/http/server.h"
#include "io/metrics/metrics.h"
#include "io/net/network.h"

namespace crosspoint::app {

/// What the server tells those who watch over it: counts what goes into the core and comes out of it, and answers /metrics and
/// /health over HTTP. Metrics are counted even when nobody can ask for them.
class Monitoring {
 public:
  /// The core has so much time between two steps.
  explicit Monitoring(std::chrono::nanoseconds patience = std::chrono::seconds(10)) : core_(patience) {}

  /// WebSockets become clients of `network`, which outlives this. Errors: the address cannot be bound.
  Result<> listen(Config::Http const& config, io::net::Network& network);
  void stop();

  // On the core's thread:
  template <class InputOrEffect>
  void saw(InputOrEffect const& passing) {
    metrics_.saw(passing);
  }
  void saw_core_step() { core_.beat(); }
  void saw_end_of_turn(core::Vitals const& vitals);
  void saw_lag(std::chrono::nanoseconds lag) { metrics_.saw(io::metrics::ExchangeLag{lag}); }

  /// From any thread.
  void source_failed(std::string const& source) { metrics_.source_failed(source); }

  [[nodiscard]] io::http::Response health() const;

 private:
  io::metrics::Metrics metrics_;
  Heartbeat core_;
  std::atomic<char const*> exchange_ = "connecting";
  std::unique_ptr<io::http::Server> http_;
};

}  // namespace crosspoint::app
