#pragma once

#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/descriptor.h"
#include "io/net/tls.h"

namespace crosspoint::io::net::testing_support {

/// A client for tests: blocking, on loopback, in clear or (after secure()) in TLS. No call waits longer than 20 seconds.
class Client {
 public:
  explicit Client(std::uint16_t port, int receive_buffer = 0) : Client(Descriptor(::socket(AF_INET, SOCK_STREAM, 0))) {
    if (receive_buffer > 0) ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }

  /// One end of a connection that stands already.
  explicit Client(Descriptor connected) : socket_(std::move(connected)), connected_(true) {
    timeval const patience{20, 0};
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  }

  [[nodiscard]] bool connected() const { return connected_; }
  [[nodiscard]] int socket() const { return socket_.get(); }

  /// Whether all of it was taken.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      auto const sent = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                             : static_cast<int>(::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL));
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// The next line without its end; nothing at the end of the stream or when patience is over.
  std::optional<std::string> line() {
    std::size_t end = 0;
    while ((end = received_.find('\n')) == std::string::npos)
      if (!receive()) return std::nullopt;
    auto line = received_.substr(0, end);
    received_.erase(0, end + 1);
    return line;
  }

  /// So many bytes; fewer at the end of the stream or when patience is over.
  std::string bytes(std::size_t count) {
    while (received_.size() < count && receive()) continue;
    auto bytes = received_.substr(0, count);
    received_.erase(0, bytes.size());
    return bytes;
  }

  /// Whether the server has closed; lines that come before the end are dropped.
  bool at_end() {
    while (receive()) received_.clear();
    return ended_;
  }

  /// A TLS handshake with exactly this version (TLS1_VERSION, ...; 0: any). Whether it succeeded.
  bool secure(int version = 0) {
    std::unique_ptr<SSL_CTX, FreeTls> const context(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_cipher_list(context.get(), "DEFAULT:@SECLEVEL=0");
    SSL_CTX_set_min_proto_version(context.get(), version == 0 ? TLS1_VERSION : version);
    SSL_CTX_set_max_proto_version(context.get(), version);
    tls_.reset(SSL_new(context.get()));
    SSL_set_fd(tls_.get(), socket_.get());
    return SSL_connect(tls_.get()) == 1;
  }

  /// The common name of the server's certificate.
  std::string server_name() {
    std::unique_ptr<X509, decltype(&X509_free)> const certificate(SSL_get1_peer_certificate(tls_.get()), X509_free);
    char name[64] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name, sizeof name);
    return name;
  }

  /// Ends our side only.
  void finish() { ::shutdown(socket_.get(), SHUT_WR); }

 private:
  bool receive() {
    char bytes[4096];
    auto const count =
        tls_ ? SSL_read(tls_.get(), bytes, sizeof bytes) : static_cast<int>(::recv(socket_.get(), bytes, sizeof bytes, 0));
    if (count > 0) received_.append(bytes, static_cast<std::size_t>(count));
    ended_ = count == 0 || (count < 0 && (tls_ ? errno != EAGAIN : errno == ECONNRESET));
    return count > 0;
  }

  Descriptor socket_;
  TlsSession tls_;
  std::string received_;
  bool connected_ = false, ended_ = false;
};

}  // namespace crosspoint::io::net::testing_support
