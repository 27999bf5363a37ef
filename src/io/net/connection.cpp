#include "io/net/connection.h"

#include <sys/socket.h>

#include <array>
#include <limits>
#include <utility>

namespace crosspoint::io::net {
namespace {

using boost::asio::posix::descriptor_base;

namespace websocket = wire::websocket;

constexpr int most_messages_per_turn = 256;
constexpr std::size_t most_parts_per_write = 512;
constexpr std::size_t worth_a_write = 64 << 10;  ///< as many bytes gain nothing by waiting for more
constexpr int most_reads_to_discard = 16;
constexpr std::chrono::milliseconds quiet_after{15};                      ///< an outbox not written for so long isn't busy
constexpr auto newest_pong = std::numeric_limits<flow::StateKey>::max();  ///< to a client that is behind, one is enough

/// Programs at their end say nothing or that it is normal, pages that they go away.
flow::ClientClosed::How farewell_by(websocket::CloseCode code) {
  using flow::ClientClosed;
  using websocket::CloseCode;
  if (code == CloseCode::going_away) return ClientClosed::How::page;
  return code == CloseCode::none || code == CloseCode::normal ? ClientClosed::How::left : ClientClosed::How::lost;
}

}  // namespace

Connection::Connection(Host& host, Socket socket, SessionId id, Address address, Framing framing)
    : host_(host),
      socket_(std::move(socket)),
      stream_(socket_.native_handle()),
      id_(id),
      address_(std::move(address)),
      intake_(framing, host.limits().login_line) {}

void Connection::start(TlsSession tls) {
  if (!tls) return when_readable();
  phase_ = Phase::greeting;
  stream_.secure(std::move(tls), Stream::Goodbye::close_notify);
  when_readable();
}

void Connection::start_after(std::string_view begun, TlsSession tls) {
  if (tls) stream_.secure(std::move(tls), Stream::Goodbye::close_notify);
  intake_.feed(begun);
  hand_over();
}

void Connection::send(FramePtr frame, Urgency urgency) {
  if (phase_ == Phase::leaving || phase_ == Phase::ended) return;
  outbox_.add(std::move(frame));
  auto const becomes_urgent = !urgent_ && urgency == Urgency::at_once;
  if (flush_is_due_ && !becomes_urgent) return;
  flush_is_due_ = true;
  urgent_ = urgent_ || becomes_urgent;
  host_.wants_flush(*this);
}

void Connection::dealt_with() {
  core_has_messages_ = false;
  if (phase_ == Phase::open && !awaits_readable_) hand_over();
}

void Connection::logged_in() {
  standing_ = Standing::known;
  intake_.set_limit(host_.limits().line);
}

void Connection::upgrade(Tls const& tls) {
  if (phase_ != Phase::open) return;
  intake_.discard();
  // The client says its first TLS word after it got the confirmation: as long as that waits here, all there is to read is clear.
  if (!outbox_.empty()) discard_unread();
  if (!awaits_writable_) write();
  if (phase_ != Phase::open) return;
  if (!outbox_.empty()) return drop(EndedBy::server, "does not read");
  auto session = tls.accept_on(socket_.native_handle());
  if (!session) return drop(EndedBy::server, "TLS: no memory");
  phase_ = Phase::upgrading;
  stream_.secure(std::move(session), Stream::Goodbye::none);  // the desktop clients of the time crash on a close_notify
  when_readable();
}

void Connection::leave(EndedBy by, std::string reason, CloseCode code) {
  if (phase_ == Phase::leaving || phase_ == Phase::ended) return;
  auto const in_handshake = phase_ == Phase::greeting || phase_ == Phase::upgrading;
  if (in_handshake) return drop(by, reason);
  if (framing() == Framing::websocket) outbox_.add(make_frame(websocket::close_frame(code, reason), 0));
  phase_ = Phase::leaving;
  ended_by_ = by;
  leaving_because_ = std::move(reason);
  host_.wants_flush(*this);
  host_.wants_to_leave(*this);
}

void Connection::drop(EndedBy by, std::string const& reason) {
  if (phase_ == Phase::ended) return;
  if (!outbox_.empty() || stream_.holds_back()) {  // let the kernel forget what the peer doesn't take
    linger const at_once{1, 0};
    ::setsockopt(socket_.native_handle(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  if (phase_ == Phase::leaving) return end(ended_by_, leaving_because_);
  end(by, reason);
}

void Connection::flush(Clock::time_point now) {
  flush_is_due_ = urgent_ = false;
  written_at_ = now;
  auto const may_write = phase_ == Phase::open || phase_ == Phase::leaving;
  if (may_write && !awaits_writable_) write();
  auto const is_too_full = [this] { return outbox_.bytes() > host_.limits().outbox; };
  if (is_too_full()) outbox_.fall_behind();
  if (is_too_full() && framing() == Framing::websocket && phase_ == Phase::open) {  // who wakes up in time may know why
    outbox_.abandon();
    leave(EndedBy::server, "does not read", CloseCode::try_later);
  }
  if (is_too_full()) drop(EndedBy::server, "does not read");
}

bool Connection::may_wait(Clock::time_point now) const {
  return phase_ == Phase::open && now - written_at_ < quiet_after && outbox_.bytes() < worth_a_write;
}

void Connection::check_alive() {
  if (phase_ != Phase::open) return;
  if (!std::exchange(lives_, false)) return leave(EndedBy::server, "does not answer pings", CloseCode::refused);
  send(make_frame(websocket::control_frame(websocket::Opcode::ping, {}), 0), Urgency::at_once);
}

void Connection::when_readable() {
  if (std::exchange(awaits_readable_, true)) return;
  socket_.async_wait(descriptor_base::wait_read, [self = ConnectionPtr(this)](boost::system::error_code error) {
    self->awaits_readable_ = false;
    if (!error) self->on_readable();
  });
}

void Connection::when_writable() {
  if (std::exchange(awaits_writable_, true)) return;
  socket_.async_wait(descriptor_base::wait_write, [self = ConnectionPtr(this)](boost::system::error_code error) {
    self->awaits_writable_ = false;
    if (!error) self->on_writable();
  });
}

void Connection::on_readable() {
  if (phase_ == Phase::greeting || phase_ == Phase::upgrading) return shake_hands();
  if (phase_ == Phase::open) return read();
  if (phase_ == Phase::leaving && framing() == Framing::websocket) await_close();
}

void Connection::on_writable() {
  if (phase_ == Phase::greeting || phase_ == Phase::upgrading) return shake_hands();
  if (phase_ == Phase::ended) return;
  lives_ = true;  // it has taken something
  write();
  auto const read_was_held_up = phase_ == Phase::open && !core_has_messages_ && !awaits_readable_;
  if (read_was_held_up) read();
}

void Connection::shake_hands() {
  switch (stream_.handshake()) {
    case Stream::State::wants_read: return when_readable();
    case Stream::State::wants_write: return when_writable();
    case Stream::State::ended:
    case Stream::State::broken: return drop(EndedBy::server, "TLS handshake failed: " + stream_.error());
    case Stream::State::done: break;
  }
  if (std::exchange(phase_, Phase::open) == Phase::upgrading) host_.deliver(flow::ClientSecured{id_});
  write();
  if (phase_ == Phase::open) when_readable();
}

void Connection::read() {
  auto const progress = stream_.read(host_.scratch());
  switch (progress.state) {
    case Stream::State::done:
      lives_ = true;
      intake_.feed(std::string_view(host_.scratch().data(), progress.bytes));
      return hand_over();
    case Stream::State::wants_read: return when_readable();
    case Stream::State::wants_write: return when_writable();
    case Stream::State::ended: peer_has_closed_ = true; return leave(EndedBy::client, "closed by the client", CloseCode::none);
    case Stream::State::broken: return drop(EndedBy::client, stream_.error());
  }
}

/// A message past the limit counts only once the core has dealt with those before it: they may bring the login, and the limit
/// with it. So does the end of a WebSocket: what was asked before is answered.
void Connection::hand_over() {
  for (int count = 0; count < most_messages_per_turn; ++count) {
    auto const message = intake_.next();
    if (!message) break;
    host_.deliver(flow::ClientLine{id_, std::string(*message)});
    core_has_messages_ = true;
  }
  if (auto const ping = intake_.take_ping())
    send(make_frame(websocket::control_frame(websocket::Opcode::pong, *ping), newest_pong), Urgency::at_once);
  if (core_has_messages_) return;
  auto const ending = intake_.ending();
  if (!ending) return when_readable();
  peer_has_closed_ = ending->asked_for;
  if (ending->asked_for) farewell_ = farewell_by(ending->code);
  leave(ending->asked_for ? EndedBy::client : EndedBy::server, std::string(ending->reason), ending->code);
}

void Connection::write() {
  while (!outbox_.empty() || stream_.holds_back()) {
    std::array<iovec, most_parts_per_write> parts;
    auto const progress = stream_.write(outbox_.gather(parts), host_.scratch());
    if (progress.state == Stream::State::broken) return drop(EndedBy::client, stream_.error());
    outbox_.written(progress.bytes);
    if (progress.state == Stream::State::done) continue;
    outbox_.fall_behind();
    host_.is_behind(*this);
    return when_writable();
  }
  if (phase_ == Phase::leaving) conclude();
}

/// All is written. A WebSocket's client answers to our Close, unless it doesn't keep to the protocol: then we wait for its end.
void Connection::conclude() {
  if (framing() == Framing::lines || peer_has_closed_) return finish();
  while (intake_.next()) continue;
  auto const ending = intake_.ending();
  if (ending && ending->asked_for) return finish();
  if (ending) stream_.say_goodbye();
  when_readable();
}

/// Of what a client sends that is being left only the end is of interest.
void Connection::await_close() {
  auto const progress = stream_.read(host_.scratch());
  if (progress.state == Stream::State::wants_read) return when_readable();
  if (progress.state == Stream::State::done) {
    if (!intake_.ending()) intake_.feed(std::string_view(host_.scratch().data(), progress.bytes));
    while (intake_.next()) continue;
    auto const ending = intake_.ending();
    if (!ending || !ending->asked_for) return when_readable();
  }
  peer_has_closed_ = true;
  if (!awaits_writable_) write();
}

/// Bytes left unread would make the kernel reset the connection, and the client might lose the last it was told.
void Connection::finish() {
  stream_.say_goodbye();
  discard_unread();
  end(ended_by_, leaving_because_);
}

void Connection::discard_unread() {
  auto const scratch = host_.scratch();
  for (int count = 0; count < most_reads_to_discard; ++count)
    if (::recv(socket_.native_handle(), scratch.data(), scratch.size(), 0) <= 0) break;
}

void Connection::end(EndedBy by, std::string const& reason) {
  phase_ = Phase::ended;
  boost::system::error_code ignored;
  socket_.close(ignored);
  host_.has_ended(*this, by, reason);
}

}  // namespace crosspoint::io::net
