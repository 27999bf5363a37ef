#include "load/tls.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <cstdio>
#include <limits>

namespace crosspoint::load {
namespace {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};

/// What all clients share. It goes when the last of them has gone.
std::shared_ptr<SSL_CTX> make_context() {
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
  SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  return context;
}

class Tls final : public Carriage {
 public:
  Step begin(int socket) override {
    if (!ssl_) {
      static std::shared_ptr<SSL_CTX> const context = make_context();
      ssl_.reset(SSL_new(context.get()));
      SSL_set_fd(ssl_.get(), socket);
    }
    auto const result = SSL_connect(ssl_.get());
    if (result == 1) return Step::done;
    switch (SSL_get_error(ssl_.get(), result)) {
      case SSL_ERROR_WANT_READ: return Step::wants_read;
      case SSL_ERROR_WANT_WRITE: return Step::wants_write;
      default: return Step::failed;
    }
  }

  Received receive(int, std::span<char> space) override {
    std::size_t filled = 0;
    // All there is, in whole records: what OpenSSL holds of one already, no event will tell.
    while (space.size() - filled >= SSL3_RT_MAX_PLAIN_LENGTH) {
      std::size_t count = 0;
      auto const result = SSL_read_ex(ssl_.get(), space.data() + filled, space.size() - filled, &count);
      filled += count;
      if (result == 1) continue;
      auto const over = SSL_get_error(ssl_.get(), result) != SSL_ERROR_WANT_READ;
      return {space.first(filled), over && filled == 0};
    }
    return {space.first(filled), false};
  }

  std::size_t write(int, std::string_view bytes) override {
    std::size_t count = 0;
    return SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &count) == 1 ? count : 0;
  }

 private:
  std::unique_ptr<SSL, Freed<SSL_free>> ssl_;
};

}  // namespace

std::unique_ptr<Carriage> make_tls_carriage() { return std::make_unique<Tls>(); }

void write_certificate(std::filesystem::path const& certificate, std::filesystem::path const& key) {
  std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>> const pair(EVP_EC_gen("P-256"));
  std::unique_ptr<X509, Freed<X509_free>> const x509(X509_new());
  X509_set_version(x509.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(x509.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(x509.get()), 24 * 3600);
  X509_set_pubkey(x509.get(), pair.get());
  auto* const subject = X509_get_subject_name(x509.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char const*>("127.0.0.1"), -1, -1, 0);
  X509_set_issuer_name(x509.get(), subject);
  X509_sign(x509.get(), pair.get(), EVP_sha256());
  std::unique_ptr<std::FILE, Freed<std::fclose>> const out(std::fopen(certificate.c_str(), "w"));
  PEM_write_X509(out.get(), x509.get());
  std::unique_ptr<std::FILE, Freed<std::fclose>> const key_out(std::fopen(key.c_str(), "w"));
  PEM_write_PrivateKey(key_out.get(), pair.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

}  // namespace crosspoint::load
