// How bytes come in and go out; what is answered stands in session_answers.cpp.
#include "io/http/session.h"

#include <sys/socket.h>

#include "base/text.h"

namespace crosspoint::io::http {
namespace {

using Status = Answer::Status;
using boost::asio::posix::descriptor_base;
using State = net::Stream::State;
namespace http = boost::beast::http;

constexpr char first_byte_of_tls = 0x16;  ///< the type of a handshake's record; no method of HTTP begins like this
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::chrono::milliseconds time_for_goodbye{2'000};

Status status_of(boost::beast::error_code fault) {
  if (fault == http::error::header_limit) return Status::request_header_fields_too_large;
  if (fault == http::error::body_limit) return Status::payload_too_large;
  return Status::bad_request;
}

}  // namespace

Session::Session(net::Socket socket, net::Address address, Common& common)
    : common_(common),
      socket_(std::move(socket)),
      stream_(socket_.native_handle()),
      address_(std::move(address)),
      time_(socket_.get_executor()) {
  common_.sessions.add(*this);
}

void Session::start() {
  give(common_.limits.time_for_head, &Session::close);
  common_.sessions.waits(*this);
  when(descriptor_base::wait_read, &Session::begin);
}

void Session::close() {
  if (std::exchange(closed_, true)) return;
  release_body();
  common_.asked.erase(asked_);
  common_.sessions.remove(*this);
  boost::system::error_code ignored;
  time_.cancel();
  socket_.close(ignored);
}

void Session::begin() {
  char first = 0;
  if (::recv(socket_.native_handle(), &first, 1, MSG_PEEK) != 1) return close();
  if (first != first_byte_of_tls) return next_request();
  auto session = common_.tls ? common_.tls->accept_on(socket_.native_handle()) : nullptr;
  if (!session) return close();
  encrypted_ = true;
  stream_.secure(std::move(session), net::Stream::Goodbye::close_notify);
  shake_hands();
}

void Session::shake_hands() {
  switch (stream_.handshake()) {
    case State::wants_read: return when(descriptor_base::wait_read, &Session::shake_hands);
    case State::wants_write: return when(descriptor_base::wait_write, &Session::shake_hands);
    case State::done: return next_request();
    case State::ended:
    case State::broken: common_.complain("a TLS handshake failed: " + stream_.error(), address_.to_string()); return close();
  }
}

void Session::next_request() {
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(common_.limits.head));
  parser_->body_limit(common_.limits.body);
  give(common_.limits.time_for_head, &Session::close);
  common_.sessions.waits(*this);
  read_head();
}

void Session::read_head() {
  while (!parse())
    if (!receive(&Session::read_head)) return;
  common_.sessions.works(*this);
  if (fault_) return refuse(refusal(status_of(fault_)));
  take_head();
}

/// So much room is kept for the body as it may take, before any of it is read.
void Session::begin_body(std::optional<std::uint64_t> length) {
  auto const most = length.value_or(common_.limits.body);
  if (!common_.sessions.reserve(address_, most)) {
    auto busy = refusal(Status::service_unavailable, "Too many requests are under way. Try again.");
    busy.set(Answer::Field::retry_after, "1");
    return refuse(std::move(busy));
  }
  reserved_ = most;
  if (equal_ignoring_case(view(parser_->get()[Answer::Field::expect]), "100-continue")) {
    std::string word(go_on);
    if (stream_.write(std::array{iovec{word.data(), word.size()}}, common_.scratch).state != State::done) return close();
  }
  give(common_.limits.time_for_body, &Session::close);
  parser_->eager(true);
  read_body();
}

void Session::read_body() {
  while (!parse())
    if (!receive(&Session::read_body)) return;
  if (fault_) return refuse(refusal(status_of(fault_)));
  ask_core();
}

/// Whether the part that is being read is complete, or will never be: then there is a fault.
bool Session::parse() {
  auto const is_complete = [this] { return parser_->is_done() || (parser_->is_header_done() && reserved_ == 0); };
  if (is_complete()) return true;
  fault_ = {};
  while (!received_.empty() && !fault_ && !is_complete())
    received_.erase(0, parser_->put(boost::asio::buffer(received_), fault_));
  if (fault_ == http::error::need_more) fault_ = {};
  return fault_ || is_complete();
}

/// Whether there is more; if not, `again` comes when there is, or the session has ended.
bool Session::receive(Step again) {
  auto const progress = stream_.read(common_.scratch);
  switch (progress.state) {
    case State::done: received_.append(common_.scratch.data(), progress.bytes); return true;
    case State::wants_read: when(descriptor_base::wait_read, again); return false;
    case State::wants_write: when(descriptor_base::wait_write, again); return false;
    case State::ended:
    case State::broken: close(); return false;
  }
  return false;
}

void Session::answer(Answer answer, After after) {
  auto const& request = parser_->get();
  bool const can_go_on = after == After::next && request.version() == 11 && request.keep_alive();
  goes_on_ = answer.status() == Status::switching_protocols || (can_go_on && ++requests_ < common_.limits.requests);
  head_ = answer.head(goes_on_);
  answer_.emplace(std::move(answer));
  body_ = request.method() == http::verb::head ? std::string_view() : answer_->body();
  taken_ = 0;
  give(common_.limits.time_to_take, &Session::close);
  write();
}

void Session::write() {
  while (taken_ < head_.size() + body_.size() || stream_.holds_back()) {
    auto const of_head = std::min(taken_, head_.size());
    auto const of_body = std::min(taken_ - of_head, body_.size());
    std::array const parts{iovec{head_.data() + of_head, head_.size() - of_head},
                           iovec{const_cast<char*>(body_.data()) + of_body, body_.size() - of_body}};  // which nobody writes to
    auto const progress = stream_.write(parts, common_.scratch);
    taken_ += progress.bytes;
    if (progress.state == State::done) continue;
    if (progress.state == State::wants_write) return when(descriptor_base::wait_write, &Session::write);
    return close();
  }
  written();
}

void Session::written() {
  release_body();
  if (answer_->status() == Status::switching_protocols) return hand_over();
  answer_.reset();
  if (goes_on_) return next_request();
  stream_.say_goodbye();
  give(time_for_goodbye, &Session::close);
  say_goodbye();
}

/// Reads on until the client has closed, too: bytes left unread would make the kernel take back what was just written.
void Session::say_goodbye() {
  common_.sessions.waits(*this);
  auto const count = ::recv(socket_.native_handle(), common_.scratch.data(), common_.scratch.size(), 0);
  if (count == 0 || (count < 0 && errno != EAGAIN)) return close();
  when(descriptor_base::wait_read, &Session::say_goodbye);
}

void Session::hand_over() {
  net::Adopted adopted{Descriptor(socket_.release()), stream_.take_tls(), address_, std::move(received_)};
  close();
  common_.site.websockets.adopt(std::move(adopted));
}

void Session::when(descriptor_base::wait_type ready, Step then) {
  socket_.async_wait(ready, [self = shared_from_this(), then](boost::system::error_code error) {
    if (!error && !self->closed_) (self.get()->*then)();
  });
}

void Session::give(std::chrono::milliseconds time, Step when_over) {
  time_.expires_after(time);
  time_.async_wait([self = shared_from_this(), when_over](boost::system::error_code cancelled) {
    if (!cancelled && !self->closed_) (self.get()->*when_over)();
  });
}

void Session::release_body() {
  if (reserved_ != 0) common_.sessions.release(address_, std::exchange(reserved_, 0));
}

}  // namespace crosspoint::io::http
