#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "app/config.h"
#include "base/result.h"
#include "core/core.h"
#include "io/http/server.h"
#include "io/metrics/metrics.h"

namespace crosspoint::app {

/// What the server tells those who watch over it: counts what goes into the core and comes out of it, and answers /metrics and
/// /health over HTTP. Metrics are counted even when nobody can ask for them.
class Monitoring {
 public:
  /// Errors: the address cannot be bound.
  Result<> listen(Config::Http const& config);
  void stop();

  // On the core's thread:
  template <class InputOrEffect>
  void saw(InputOrEffect const& passing) {
    metrics_.saw(passing);
  }
  void saw_end_of_turn(core::Vitals const& vitals);

  /// From any thread.
  void source_failed(std::string const& source) { metrics_.source_failed(source); }

 private:
  [[nodiscard]] std::string health() const;

  io::metrics::Metrics metrics_;
  std::atomic<char const*> exchange_ = "connecting";
  std::unique_ptr<io::http::Server> http_;
};

}  // namespace crosspoint::app
