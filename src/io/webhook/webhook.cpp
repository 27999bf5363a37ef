#include "io/webhook/webhook.h"

#include <spdlog/spdlog.h>

#include <boost/json.hpp>

#include "io/sources/http/request.h"
#include "io/store/local_time.h"

namespace crosspoint::io::webhook {

Webhook::Webhook(Settings settings, Deliver deliver)
    : settings_(std::move(settings)), deliver_(std::move(deliver)), thread_(1, [this](flow::SendForm const& order, std::size_t) {
        deliver_({flow::FormSent{order.token, send(order.result)}});
      }) {
  SSL_CTX_set_min_proto_version(tls_.native_handle(), TLS1_2_VERSION);
  boost::system::error_code error;
  tls_.set_verify_mode(boost::asio::ssl::verify_peer, error);
  tls_.set_default_verify_paths(error);
}

void Webhook::carry_out(std::vector<flow::Effect> effects) {
  for (auto& effect : effects)
    if (auto* const order = std::get_if<flow::SendForm>(&effect)) thread_.take(std::move(*order));
}

bool Webhook::send(flow::FormResult const& result) {
  auto const url = sources::http::parse_url(settings_.url);
  std::map<std::string, std::string> headers;
  if (!settings_.authorization.empty()) headers["Authorization"] = settings_.authorization;
  auto const until = std::chrono::steady_clock::now() + settings_.timeout;
  auto const done = url ? sources::http::post(*url, headers, body_of(result), tls_, until) : tl::make_unexpected(url.error());
  if (!done) spdlog::warn("a call form waits: {}: {}", settings_.url, done.error().detail);
  return done.has_value();
}

std::string body_of(flow::FormResult const& result) {
  return boost::json::serialize(boost::json::object{{"event", "call_form_result"},
                                                    {"id", result.submitted.time_since_epoch().count()},
                                                    {"user_id", result.user.value},
                                                    {"submitted", store::local_time(result.submitted)},
                                                    {"variables", boost::json::parse(result.variables)}});
}

}  // namespace crosspoint::io::webhook
