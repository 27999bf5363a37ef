#include "app/monitoring.h"

#include <spdlog/spdlog.h>

namespace crosspoint::app {

Result<> Monitoring::listen(Config::Http const& config, io::net::Network& network) {
  if (!config.enabled) return {};
  io::http::Routes routes{
      {"/metrics",
       [this, &network] {
         metrics_.saw(network.backlog());
         return io::http::Response{"text/plain; version=0.0.4; charset=utf-8", metrics_.text()};
       }},
      {"/health", [this] { return health(); }},
  };
  io::http::WebSockets websockets{"/ws", config.origins,
                                  [&network](Descriptor socket, io::net::Address const& address, std::string begun) {
                                    network.adopt_websocket(std::move(socket), address, std::move(begun));
                                  }};
  auto server = io::http::Server::open({config.address, config.port}, std::move(routes), std::move(websockets));
  if (!server) return fail(server.error().code, "HTTP: " + server.error().detail);
  http_ = std::move(*server);
  spdlog::info("listening for HTTP on {}:{}", config.address, http_->port());
  return {};
}

void Monitoring::stop() {
  if (http_) http_->stop();
}

void Monitoring::saw_end_of_turn(core::Vitals const& vitals) {
  metrics_.saw(io::metrics::Exchange{vitals.exchange, vitals.events, vitals.drift_repaired});
  exchange_ = vitals.exchange;
}

io::http::Response Monitoring::health() const {
  using enum io::http::Response::Status;
  auto const steps = core_.is_there();
  return {"application/json",
          std::string(R"({"status":")") + (steps ? "ok" : "stalled") + R"(","exchange":")" + exchange_.load() + "\"}\n",
          steps ? ok : unavailable};
}

}  // namespace crosspoint::app
