#include "io/http/session.h"

#include <boost/beast/core/buffers_to_string.hpp>

#include "base/printable.h"

namespace crosspoint::io::http {
namespace {

namespace beast = boost::beast;
using beast::http::field, beast::http::status, beast::http::verb;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

Session::Session(boost::asio::ip::tcp::socket socket, net::Address address, Site const& site, std::function<void()> ended)
    : stream_(std::move(socket)), address_(std::move(address)), site_(site), ended_(std::move(ended)) {}

void Session::read() {
  parser_.emplace();
  parser_->header_limit(Server::most_bytes_of_header);
  parser_->body_limit(0);
  stream_.expires_after(site_.patience);
  beast::http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](beast::error_code error, std::size_t) {
    if (!error) self->write(self->answer(self->parser_->get()));
  });
}

Answer Session::answer(Request const& request) const {
  auto const refuse = [&](status why) { return refusal(request, why, std::string(beast::http::obsolete_reason(why))); };
  auto const path = view(request.target()).substr(0, request.target().find('?'));
  bool const is_websocket = site_.websockets.adopt && path == site_.websockets.path;
  auto const route = site_.routes.find(path);
  if (!is_websocket && route == site_.routes.end()) return refuse(status::not_found);
  if (request.method() != verb::get && (request.method() != verb::head || is_websocket)) {
    auto answer = refuse(status::method_not_allowed);
    answer.set(field::allow, is_websocket ? "GET" : "GET, HEAD");
    return answer;
  }
  if (is_websocket) return answer_websocket(request);
  auto response = route->second();
  Answer answer(static_cast<status>(response.status), request.version());
  answer.keep_alive(request.keep_alive());
  answer.set(field::content_type, response.content_type);
  answer.set(field::cache_control, "no-store");
  answer.body() = std::move(response.body);
  answer.prepare_payload();
  return answer;
}

Answer Session::answer_websocket(Request const& request) const {
  auto answer = shake_hands(request, site_.websockets.origins);
  if (answer.result() == status::forbidden)
    site_.complain("refused: a WebSocket of a page that http.origins does not admit",
                   address_.to_string() + ", " + printable(view(request[field::origin])));
  return answer;
}

void Session::write(Answer answer) {
  answer_ = std::move(answer);
  if (parser_->get().method() == verb::head) answer_.body().clear();
  stream_.expires_after(site_.patience);
  beast::http::async_write(stream_, answer_, [self = shared_from_this()](beast::error_code error, std::size_t) {
    if (error) return;
    if (self->answer_.result() == status::switching_protocols) self->hand_over();
    else if (self->answer_.keep_alive()) self->read();
  });
}

void Session::hand_over() {
  beast::error_code error;
  Descriptor socket(stream_.release_socket().release(error));
  if (!error) site_.websockets.adopt(std::move(socket), address_, beast::buffers_to_string(buffer_.data()));
}

}  // namespace crosspoint::io::http
