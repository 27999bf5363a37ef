#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/descriptor.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "flow/effects.h"
#include "io/inbox.h"
#include "io/net/gate.h"
#include "io/net/tls.h"

namespace crosspoint::io::net {

struct Limits {
  std::size_t login_line, line, outbox, sessions, anonymous_per_address;
};

/// Clients that do not take all that they are offered, and the bytes that wait for them.
struct Backlog {
  std::size_t clients = 0, bytes = 0;
  std::size_t largest = 0;  ///< bytes of one client
};

/// A connection that somebody else has begun: its non-blocking socket, the TLS session on it (null: none), and what was read of
/// it already, in clear.
struct Adopted {
  Descriptor socket;
  TlsSession tls;
  Address address;
  std::string begun;
};

struct Settings {
  std::string address;
  std::uint16_t port;      ///< 0: any free one
  std::uint16_t tls_port;  ///< 0: any free one; not opened without a certificate
  std::string certificate, key;
  bool tls_1_0;
  Limits limits;
  std::size_t threads;
  std::chrono::milliseconds ping_every{30'000};  ///< each WebSocket
};

/// The clients' side: N threads, each with its own io_context and SO_REUSEPORT listeners. Delivers ClientOpened, ClientLine,
/// ClientSecured and ClientClosed; carries out Reply, Tell, Watch, Unwatch, LoggedIn, StartTls and Close. A session's id tells
/// its thread: id % threads.
class Network {
 public:
  /// Errors (unavailable): the address cannot be bound, the certificate cannot be read; the detail says which and why.
  static Result<std::unique_ptr<Network>> open(Settings settings, Deliver const& deliver);
  virtual ~Network() = default;

  [[nodiscard]] virtual std::uint16_t port() const = 0;
  [[nodiscard]] virtual std::uint16_t tls_port() const = 0;  ///< 0 when not open

  /// Makes a session of a connection on which the handshake for a WebSocket is done. Refused like any other client when there are
  /// too many. From any thread.
  virtual void adopt_websocket(Adopted connection) = 0;

  /// As it was at most a quarter of a second ago. From any thread.
  [[nodiscard]] virtual Backlog backlog() const = 0;

  /// Everything one turn of the core wants of the clients, in order, and the session of each delivered line it has dealt with: it
  /// is not read further before. Called from the core thread; one wake-up per network thread.
  virtual void carry_out(std::vector<flow::Effect> effects, std::vector<SessionId> dealt_with) = 0;

  /// Reads certificate and key again. Errors: unavailable, and the old ones stay in use.
  virtual Result<> reload_certificate() = 0;

  /// Closes the listeners, flushes for at most `grace`, closes every session, joins the threads.
  virtual void stop(Duration grace) = 0;
};

}  // namespace crosspoint::io::net
