#include "io/net/stream.h"

#include <openssl/err.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace crosspoint::io::net {
namespace {

constexpr std::size_t largest_record = 16 << 10;

/// SSL_get_error() looks at both.
void forget_errors() {
  ERR_clear_error();
  errno = 0;
}

/// The front of `parts` in one piece, as much as a record holds.
std::span<char const> coalesce(std::span<iovec const> parts, std::span<char> scratch) {
  auto const room = scratch.first(std::min(scratch.size(), largest_record));
  std::size_t filled = 0;
  for (auto const& part : parts) {
    auto const count = std::min(part.iov_len, room.size() - filled);
    std::memcpy(room.data() + filled, part.iov_base, count);
    filled += count;
  }
  return room.first(filled);
}

}  // namespace

Stream::Progress Stream::read(std::span<char> into) {
  if (tls_) {
    forget_errors();
    std::size_t bytes = 0;
    auto const result = SSL_read_ex(tls_.get(), into.data(), into.size(), &bytes);
    return {state_of(result), bytes};
  }
  auto const bytes = ::recv(socket_, into.data(), into.size(), 0);
  if (bytes > 0) return {State::done, static_cast<std::size_t>(bytes)};
  if (bytes == 0) return {State::ended};
  if (errno == EAGAIN || errno == EINTR) return {State::wants_read};
  return {broken_by_system()};
}

Stream::Progress Stream::write(std::span<iovec const> parts, std::span<char> scratch) {
  if (!tls_) return write_clear(parts);
  if (holds_back()) {
    auto const earlier = write_record(held_back_);
    if (earlier.state != State::done) return {earlier.state};
    held_back_ = std::string();
  }
  auto const bytes = coalesce(parts, scratch);
  if (bytes.empty()) return {State::done};
  auto const progress = write_record(bytes);
  if (progress.state != State::wants_write) return progress;
  held_back_.assign(bytes.begin(), bytes.end());
  return {State::wants_write, bytes.size()};
}

Stream::Progress Stream::write_clear(std::span<iovec const> parts) {
  msghdr message{};
  message.msg_iov = const_cast<iovec*>(parts.data());  // sendmsg does not write there
  message.msg_iovlen = parts.size();
  auto const bytes = ::sendmsg(socket_, &message, MSG_NOSIGNAL);
  if (bytes >= 0) return {State::done, static_cast<std::size_t>(bytes)};
  if (errno == EAGAIN || errno == EINTR) return {State::wants_write};
  return {broken_by_system()};
}

Stream::Progress Stream::write_record(std::span<char const> bytes) {
  forget_errors();
  std::size_t taken = 0;
  auto const result = SSL_write_ex(tls_.get(), bytes.data(), bytes.size(), &taken);
  return {state_of(result), taken};
}

Stream::State Stream::handshake() {
  forget_errors();
  auto const state = state_of(SSL_do_handshake(tls_.get()));
  if (state == State::ended) error_ = "closed by the peer";
  return state == State::ended ? State::broken : state;
}

void Stream::say_goodbye() {
  if (goodbye_ == Goodbye::close_notify && SSL_is_init_finished(tls_.get()) != 0) {
    forget_errors();
    SSL_shutdown(tls_.get());
  }
  ::shutdown(socket_, SHUT_WR);
}

Stream::State Stream::broken_by_system() {
  error_ = std::strerror(errno);
  return State::broken;
}

Stream::State Stream::state_of(int result) {
  if (result > 0) return State::done;
  switch (SSL_get_error(tls_.get(), result)) {
    case SSL_ERROR_WANT_READ: return State::wants_read;
    case SSL_ERROR_WANT_WRITE: return State::wants_write;
    case SSL_ERROR_ZERO_RETURN: return State::ended;
    case SSL_ERROR_SYSCALL: return errno == 0 ? State::ended : broken_by_system();
    default: error_ = take_tls_error(); return State::broken;
  }
}

}  // namespace crosspoint::io::net
