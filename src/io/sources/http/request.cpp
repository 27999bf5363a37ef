#include "io/sources/http/request.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <optional>

namespace crosspoint::io::sources::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Code = boost::system::error_code;
using Tcp = asio::ip::tcp;

/// One request over one connection, step by step on a loop that ends with it.
class Request {
 public:
  Request(beast::http::verb verb, Url const& url, std::map<std::string, std::string> const& headers, std::string body,
          asio::ssl::context& tls)
      : url_(url), resolver_(context_), stream_(context_, tls), request_(verb, url.target, 11, std::move(body)) {
    auto const usual_port = url.port == (url.tls ? 443 : 80);
    auto const host = url.host.find(':') == std::string::npos ? url.host : "[" + url.host + "]";
    request_.set(beast::http::field::host, usual_port ? host : host + ":" + std::to_string(url.port));
    request_.set(beast::http::field::accept, "application/json");
    request_.set(beast::http::field::connection, "close");
    for (auto const& [name, value] : headers) request_.set(name, value);
    if (verb == beast::http::verb::post) request_.set(beast::http::field::content_type, "application/json");
    request_.prepare_payload();
    answer_.body_limit(most_bytes_of_answer);
  }

  /// Statuses from 200 to `last_good` are no errors.
  Result<std::string> run(Asker::Clock::time_point until, unsigned last_good) {
    resolver_.async_resolve(url_.host, std::to_string(url_.port), [this](Code error, auto const& addresses) {
      if (!failed(error)) connect(addresses);
    });
    context_.run_until(until);
    if (!outcome_) return fail(Errc::unavailable, "no answer in time");
    if (*outcome_) return fail(Errc::unavailable, outcome_->message());
    auto& message = answer_.get();
    if (message.result_int() < 200 || message.result_int() > last_good)
      return fail(Errc::unavailable, "answered HTTP " + std::to_string(message.result_int()));
    return std::move(message.body());
  }

 private:
  /// Errors end the request; the first one is told.
  bool failed(Code error) {
    if (error && !outcome_) outcome_ = error;
    return outcome_.has_value();
  }

  void connect(Tcp::resolver::results_type const& addresses) {
    asio::async_connect(stream_.next_layer(), addresses, [this](Code error, Tcp::endpoint const&) {
      if (failed(error)) return;
      if (url_.tls) shake_hands();
      else write(stream_.next_layer());
    });
  }

  void shake_hands() {
    SSL_set_tlsext_host_name(stream_.native_handle(), url_.host.c_str());
    stream_.set_verify_callback(asio::ssl::host_name_verification(url_.host));
    stream_.async_handshake(asio::ssl::stream_base::client, [this](Code error) {
      if (!failed(error)) write(stream_);
    });
  }

  template <class Stream>
  void write(Stream& stream) {
    beast::http::async_write(stream, request_, [this, &stream](Code error, std::size_t) {
      if (!failed(error)) read(stream);
    });
  }

  template <class Stream>
  void read(Stream& stream) {
    beast::http::async_read(stream, buffer_, answer_, [this](Code error, std::size_t) {
      if (!failed(error)) outcome_ = Code();
    });
  }

  Url const& url_;
  asio::io_context context_{1};
  Tcp::resolver resolver_;
  asio::ssl::stream<Tcp::socket> stream_;  ///< its next layer is used alone where there is no TLS
  beast::http::request<beast::http::string_body> request_;
  beast::flat_buffer buffer_{most_bytes_of_answer};
  beast::http::response_parser<beast::http::string_body> answer_;
  std::optional<Code> outcome_;
};

}  // namespace

Result<std::string> get(Url const& url, std::map<std::string, std::string> const& headers, asio::ssl::context& tls,
                        Asker::Clock::time_point until) {
  return Request(beast::http::verb::get, url, headers, {}, tls).run(until, 200);
}

Result<> post(Url const& url, std::map<std::string, std::string> const& headers, std::string body, asio::ssl::context& tls,
              Asker::Clock::time_point until) {
  auto const answer = Request(beast::http::verb::post, url, headers, std::move(body), tls).run(until, 299);
  if (!answer) return tl::make_unexpected(answer.error());
  return {};
}

}  // namespace crosspoint::io::sources::http
