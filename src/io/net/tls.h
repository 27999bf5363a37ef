#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "base/result.h"

namespace crosspoint::io::net {

struct FreeTls {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* session) const { SSL_free(session); }
};

using TlsSession = std::unique_ptr<SSL, FreeTls>;

enum class TlsVersions {
  current,     ///< 1.2 and newer
  from_1_0_on  ///< for old desktop clients, with the ciphers they know (P023)
};

/// What all TLS sessions have in common: certificate, key, versions. Set up so that an idle session holds as little memory as
/// possible. Copies share one context; may be handed between threads.
class Tls {
 public:
  /// Reads PEM files, the certificate with its chain. Errors (unavailable): what could not be read or does not fit, and why.
  static Result<Tls> load(std::string const& certificate, std::string const& key, TlsVersions versions);

  /// A server's side of a session on a connected non-blocking socket, before its handshake; null if memory lacks.
  [[nodiscard]] TlsSession accept_on(int socket) const;

 private:
  explicit Tls(std::shared_ptr<SSL_CTX> context) : context_(std::move(context)) {}
  std::shared_ptr<SSL_CTX> context_;
};

/// What OpenSSL last complained about on this thread, in words; forgets it.
std::string take_tls_error();

}  // namespace crosspoint::io::net
