#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace crosspoint::app::client {

/// Whose certificate is believed.
struct Trust {
  bool anybody = false;        ///< for self-signed certificates: nothing is verified
  std::string certificate_ca;  ///< PEM file; empty: the system's
};

/// What has arrived.
struct Received {
  std::string bytes;
  bool ended = false;  ///< the server has ended the connection
  bool more = false;   ///< there is more already: do not wait for it
};

/// A connection to a server, in clear or with TLS. Used by one thread, which waits with poll() on descriptor() before it reads;
/// everything else blocks. Errors: unavailable, with what to do about it.
class Connection {
 public:
  /// Resolves and connects, both within `patience`.
  static Result<Connection> open(std::string const& host, std::string const& port, Duration patience);

  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  /// The TLS handshake, at least TLS 1.2; from here everything is encrypted.
  Result<> secure(Trust const& trust);

  Result<Received> read();
  Result<> write(std::string_view bytes);

  [[nodiscard]] int descriptor() const;

 private:
  struct Sockets;
  explicit Connection(std::unique_ptr<Sockets> sockets);
  std::unique_ptr<Sockets> sockets_;
};

}  // namespace crosspoint::app::client
