#include "io/http/session.h"

namespace crosspoint::io::http {

namespace beast = boost::beast;
using beast::http::field, beast::http::status, beast::http::verb;

Session::Session(boost::asio::ip::tcp::socket socket, Routes const& routes, std::chrono::milliseconds patience,
                 std::function<void()> ended)
    : stream_(std::move(socket)), routes_(routes), patience_(patience), ended_(std::move(ended)) {}

void Session::read() {
  parser_.emplace();
  parser_->header_limit(Server::most_bytes_of_header);
  parser_->body_limit(0);
  stream_.expires_after(patience_);
  beast::http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](beast::error_code error, std::size_t) {
    if (!error) self->write(self->answer(self->parser_->get()));
  });
}

Session::Answer Session::answer(Request const& request) const {
  Answer answer(status::ok, request.version());
  answer.keep_alive(request.keep_alive());
  auto const target = request.target();
  auto const route = routes_.find(std::string_view(target.data(), target.size()).substr(0, target.find('?')));
  auto const refuse = [&](status why) {
    answer.result(why);
    answer.set(field::content_type, "text/plain");
    answer.body() = std::string(beast::http::obsolete_reason(why)) + "\n";
  };
  if (route == routes_.end()) {
    refuse(status::not_found);
  } else if (request.method() != verb::get && request.method() != verb::head) {
    refuse(status::method_not_allowed);
    answer.set(field::allow, "GET, HEAD");
  } else {
    auto response = route->second();
    answer.set(field::content_type, response.content_type);
    answer.set(field::cache_control, "no-store");
    answer.body() = std::move(response.body);
  }
  answer.prepare_payload();
  if (request.method() == verb::head) answer.body().clear();
  return answer;
}

void Session::write(Answer answer) {
  answer_ = std::move(answer);
  stream_.expires_after(patience_);
  beast::http::async_write(stream_, answer_, [self = shared_from_this()](beast::error_code error, std::size_t) {
    if (!error && self->answer_.keep_alive()) self->read();
  });
}

}  // namespace crosspoint::io::http
