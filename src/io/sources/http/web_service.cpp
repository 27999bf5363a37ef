#include "io/sources/http/web_service.h"

#include "io/sources/http/answer.h"
#include "io/sources/http/request.h"
#include "io/sources/http/url.h"
#include "io/sources/placeholder.h"

namespace crosspoint::io::sources::http {

WebService::WebService(HttpSettings settings) : settings_(std::move(settings)) {
  SSL_CTX_set_min_proto_version(tls_.native_handle(), TLS1_2_VERSION);
  boost::system::error_code error;
  tls_.set_verify_mode(boost::asio::ssl::verify_peer, error);
  if (settings_.ca.empty()) tls_.set_default_verify_paths(error);
  else tls_.load_verify_file(settings_.ca, error);
  if (error) broken_ = "the CA file cannot be used: " + settings_.ca + ": " + error.message();
}

Result<Contacts> WebService::ask(Question const& question, Clock::time_point until) {
  auto const* const wanted = std::get_if<flow::WithIds>(&question);
  if (wanted != nullptr && (wanted->ids.empty() || settings_.id_url.empty())) return Contacts{};
  auto const url = parse_url(
      wanted != nullptr ? filled(settings_.id_url, "{ids}", percent_encoded(wanted->ids))
                        : filled(settings_.url, "{pattern}", percent_encoded(std::get<flow::Matching>(question).pattern)));
  if (!url) return tl::make_unexpected(url.error());
  if (url->tls && !broken_.empty()) return fail(Errc::unavailable, broken_);
  auto const body = get(*url, settings_.headers, tls_, until);
  if (!body) return tl::make_unexpected(body.error());
  auto const limit = wanted != nullptr ? wanted->ids.size() : settings_.limit;
  return contacts_in(*body, settings_.results, settings_.mapping, limit);
}

}  // namespace crosspoint::io::sources::http
