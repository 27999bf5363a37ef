#include "app/client/connection.h"

#include <array>
#include <optional>

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>

namespace crosspoint::app::client {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

struct Connection::Sockets {
  std::string host;
  asio::io_context context{1};
  tcp::socket socket{context};
  asio::ssl::context tls{asio::ssl::context::tls_client};
  std::optional<asio::ssl::stream<tcp::socket&>> stream;
};

namespace {

constexpr Duration handshake_patience{10'000'000};
constexpr std::size_t most_at_once = 1 << 20;

tl::unexpected<Error> unreachable(std::string const& host, std::string const& port, std::string const& why) {
  return fail(Errc::unavailable, "cannot connect to " + host + " port " + port + ": " + why +
                                     "; does the server run there, and is this its CTI port (5003, with --tls 5013)?");
}

/// Certificates are what goes wrong, so that is what the message is about.
std::string handshake_failure(error_code error) {
  auto const verifying = ERR_GET_REASON(static_cast<unsigned long>(error.value())) == SSL_R_CERTIFICATE_VERIFY_FAILED;
  return verifying ? "the certificate of the server is not trusted: name its issuer with --ca FILE, or use --insecure"
                   : "the TLS handshake failed (" + error.message() + "): does this port speak TLS?";
}

}  // namespace

Connection::Connection(std::unique_ptr<Sockets> sockets) : sockets_(std::move(sockets)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Result<Connection> Connection::open(std::string const& host, std::string const& port, Duration patience) {
  auto sockets = std::make_unique<Sockets>();
  sockets->host = host;
  tcp::resolver resolver(sockets->context);
  error_code result = asio::error::timed_out;
  resolver.async_resolve(host, port, [&](error_code resolved, tcp::resolver::results_type const& found) {
    if (resolved) {
      result = resolved;
      return;
    }
    asio::async_connect(sockets->socket, found, [&](error_code connected, tcp::endpoint const&) { result = connected; });
  });
  sockets->context.run_for(patience);
  if (result) return unreachable(host, port, result.message());
  error_code ignored;
  sockets->socket.set_option(tcp::no_delay(true), ignored);
  sockets->socket.non_blocking(false, ignored);
  return Connection(std::move(sockets));
}

Result<> Connection::secure(Trust const& trust) {
  auto& [host, context, socket, tls, stream] = *sockets_;
  error_code error;
  tls.set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1, error);
  if (trust.certificate_ca.empty()) {
    tls.set_default_verify_paths(error);
  } else {
    tls.load_verify_file(trust.certificate_ca, error);
    if (error) return fail(Errc::unavailable, "the file " + trust.certificate_ca + " holds no certificates that can be read");
  }
  tls.set_verify_mode(trust.anybody ? asio::ssl::verify_none : asio::ssl::verify_peer, error);
  stream.emplace(socket, tls);
  SSL_set_tlsext_host_name(stream->native_handle(), host.c_str());
  if (!trust.anybody) stream->set_verify_callback(asio::ssl::host_name_verification(host), error);
  error_code result = asio::error::timed_out;
  stream->async_handshake(asio::ssl::stream_base::client, [&](error_code shaken) { result = shaken; });
  context.restart();
  context.run_for(handshake_patience);
  if (result) return fail(Errc::unavailable, handshake_failure(result));
  return {};
}

Result<Received> Connection::read() {
  auto& [host, context, socket, tls, stream] = *sockets_;
  Received received;
  std::array<char, 16'384> bytes{};
  auto const buffer = asio::buffer(bytes);
  error_code error;
  // The TLS stream reads ahead, and poll() knows nothing of what it holds: so read until there is nothing left.
  socket.non_blocking(true);
  while (!error && received.bytes.size() < most_at_once) {
    auto const count = stream ? stream->read_some(buffer, error) : socket.read_some(buffer, error);
    received.bytes.append(bytes.data(), count);
  }
  socket.non_blocking(false);
  received.more = !error;
  received.ended =
      error == asio::error::eof || error == asio::ssl::error::stream_truncated || error == asio::error::connection_reset;
  if (!error || received.ended || error == asio::error::would_block) return received;
  return fail(Errc::unavailable, "the connection broke: " + error.message());
}

Result<> Connection::write(std::string_view bytes) {
  error_code error;
  auto const buffer = asio::buffer(bytes.data(), bytes.size());
  if (sockets_->stream) {
    asio::write(*sockets_->stream, buffer, error);
  } else {
    asio::write(sockets_->socket, buffer, error);
  }
  if (error) return fail(Errc::unavailable, "the connection broke: " + error.message());
  return {};
}

int Connection::descriptor() const { return sockets_->socket.native_handle(); }

}  // namespace crosspoint::app::client
