#include "io/net/tls.h"

#include <openssl/err.h>

#include <cstring>

namespace crosspoint::io::net {
namespace {

/// An idle session keeps no buffers, no tickets and no entry in a cache; nothing is renegotiated, so a write never waits for a
/// read.
void keep_small(SSL_CTX* context) {
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_IGNORE_UNEXPECTED_EOF |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_num_tickets(context, 0);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

bool admit(SSL_CTX* context, TlsVersions versions) {
  if (versions == TlsVersions::current) return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1;
  // TLS 1.0 signs with SHA-1, which OpenSSL 3 refuses above security level 0.
  return SSL_CTX_set_min_proto_version(context, TLS1_VERSION) == 1 &&
         SSL_CTX_set_cipher_list(context, "DEFAULT:@SECLEVEL=0") == 1;
}

}  // namespace

Result<Tls> Tls::load(std::string const& certificate, std::string const& key, TlsVersions versions) {
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), FreeTls());
  if (!context || !admit(context.get(), versions)) return fail(Errc::unavailable, "TLS: " + take_tls_error());
  keep_small(context.get());
  // An encrypted key is an error and no reason to ask somebody at a terminal.
  SSL_CTX_set_default_passwd_cb(context.get(), [](char*, int, int, void*) { return -1; });
  if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1)
    return fail(Errc::unavailable, "certificate " + certificate + ": " + take_tls_error());
  if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context.get()) != 1)
    return fail(Errc::unavailable, "key " + key + ": " + take_tls_error());
  return Tls(std::move(context));
}

TlsSession Tls::accept_on(int socket) const {
  TlsSession session(SSL_new(context_.get()));
  if (!session || SSL_set_fd(session.get(), socket) != 1) return nullptr;
  SSL_set_accept_state(session.get());
  return session;
}

std::string take_tls_error() {
  auto const code = ERR_peek_last_error();
  ERR_clear_error();
  auto const* const reason = ERR_SYSTEM_ERROR(code) ? std::strerror(ERR_GET_REASON(code)) : ERR_reason_error_string(code);
  return reason == nullptr ? "unknown error" : reason;
}

}  // namespace crosspoint::io::net
