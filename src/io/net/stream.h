#pragma once

#include <sys/uio.h>

#include <cstddef>
#include <span>
#include <string>

#include "io/net/tls.h"

namespace crosspoint::io::net {

/// The bytes of one connected non-blocking socket, in clear or through TLS. Every call does what can be done at once and says
/// what to wait for; it never waits itself. Does not own the socket. Used by one network thread.
class Stream {
 public:
  enum class State {
    done,
    wants_read,   ///< try again when the socket is readable
    wants_write,  ///< try again when it is writable
    ended,        ///< the peer has closed its side
    broken,       ///< error() says why
  };
  struct Progress {
    State state;
    std::size_t bytes = 0;
  };

  /// How a peer that speaks TLS learns that nothing more will come.
  enum class Goodbye {
    close_notify,  ///< as TLS wants it: a last word inside TLS, then TCP ends
    none,          ///< TCP ends
  };

  explicit Stream(int socket) : socket_(socket) {}

  [[nodiscard]] Progress read(std::span<char> into);

  /// Takes bytes from the front of `parts`, at most one TLS record of them when encrypted. What TLS has encrypted but the socket
  /// did not take counts as taken and is kept here: see holds_back(). `scratch` (at least 16 KiB) is free to be written to.
  [[nodiscard]] Progress write(std::span<iovec const> parts, std::span<char> scratch);

  /// Bytes taken earlier still have to be written: write() has to be called again even if nothing new waits.
  [[nodiscard]] bool holds_back() const { return !held_back_.empty(); }

  /// From here on everything goes through TLS; handshake() comes first.
  void secure(TlsSession session, Goodbye goodbye) {
    tls_ = std::move(session);
    goodbye_ = goodbye;
  }
  [[nodiscard]] State handshake();
  /// For another stream on the same socket; this one is not used any more.
  [[nodiscard]] TlsSession take_tls() { return std::move(tls_); }

  /// Tells the peer that nothing more will come.
  void say_goodbye();

  [[nodiscard]] std::string const& error() const { return error_; }

 private:
  Progress write_clear(std::span<iovec const> parts);
  Progress write_record(std::span<char const> bytes);
  State broken_by_system();
  State state_of(int result);

  int socket_;
  TlsSession tls_;
  Goodbye goodbye_ = Goodbye::none;
  std::string held_back_;  ///< a record that TLS insists on getting again unchanged
  std::string error_;
};

}  // namespace crosspoint::io::net
