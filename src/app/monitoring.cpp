#include "app/monitoring.h"

namespace crosspoint::app {

using Status = io::http::Answer::Status;

void Monitoring::saw_end_of_turn(core::Vitals const& vitals) {
  metrics_.saw(io::metrics::Exchange{vitals.exchange, vitals.events, vitals.drift_repaired});
  exchange_ = vitals.exchange;
}

io::http::Answer Monitoring::metrics(io::net::Backlog const& backlog) {
  metrics_.saw(backlog);
  return {Status::ok, "text/plain; version=0.0.4; charset=utf-8", metrics_.text()};
}

io::http::Answer Monitoring::health() const {
  auto const steps = core_.is_there();
  return tell(steps, steps ? "ok" : "stalled");
}

io::http::Answer Monitoring::ready() const {
  auto const steps = core_.is_there();
  return tell(steps && serves_, !steps ? "stalled" : serves_ ? "ready" : "not serving");
}

io::http::Answer Monitoring::tell(bool good, char const* status) const {
  return {good ? Status::ok : Status::service_unavailable, "application/json",
          std::string(R"({"status":")") + status + R"(","exchange":")" + exchange_.load() + "\"}\n"};
}

}  // namespace crosspoint::app
