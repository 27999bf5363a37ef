#include "io/net/listen.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <boost/asio/ip/tcp.hpp>
#include <cerrno>
#include <cstring>

namespace crosspoint::io::net {
namespace {

using boost::asio::ip::tcp;

constexpr int backlog = 4096;

enum class Sharing { none, between_threads };

void set(Descriptor const& socket, int level, int option, int value) {
  ::setsockopt(socket.get(), level, option, &value, sizeof value);
}

/// The accepted sockets inherit these: small messages leave at once, a peer that vanished is noticed after four minutes.
void set_for_clients(Descriptor const& socket) {
  set(socket, IPPROTO_TCP, TCP_NODELAY, 1);
  set(socket, SOL_SOCKET, SO_KEEPALIVE, 1);
  set(socket, IPPROTO_TCP, TCP_KEEPIDLE, 120);
  set(socket, IPPROTO_TCP, TCP_KEEPINTVL, 30);
  set(socket, IPPROTO_TCP, TCP_KEEPCNT, 4);
}

Result<Descriptor> bind_to(std::string const& address, std::uint16_t port, Sharing sharing) {
  auto const refused = [&](std::string const& why) {
    return fail(Errc::unavailable, "cannot listen on " + address + " port " + std::to_string(port) + ": " + why);
  };
  boost::system::error_code error;
  tcp::endpoint const endpoint(boost::asio::ip::make_address(address, error), port);
  if (error) return refused("not an IP address");
  Descriptor socket(::socket(endpoint.protocol().family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (socket.get() < 0) return refused(std::strerror(errno));
  set(socket, SOL_SOCKET, SO_REUSEADDR, 1);
  if (sharing == Sharing::between_threads) set(socket, SOL_SOCKET, SO_REUSEPORT, 1);
  if (endpoint.protocol() == tcp::v6()) set(socket, IPPROTO_IPV6, IPV6_V6ONLY, 0);
  if (::bind(socket.get(), endpoint.data(), static_cast<socklen_t>(endpoint.size())) != 0) return refused(std::strerror(errno));
  return socket;
}

}  // namespace

Result<Descriptor> listen_on(std::string const& address, std::uint16_t port) {
  auto socket = bind_to(address, port, Sharing::between_threads);
  if (!socket) return socket;
  set_for_clients(*socket);
  if (::listen(socket->get(), backlog) != 0)
    return fail(Errc::unavailable, "cannot listen on " + address + " port " + std::to_string(port) + ": " + std::strerror(errno));
  return socket;
}

Result<> check_unused(std::string const& address, std::uint16_t port) {
  return bind_to(address, port, Sharing::none).map([](Descriptor const&) {});
}

std::uint16_t port_of(Descriptor const& socket) {
  tcp::endpoint endpoint;
  auto size = static_cast<socklen_t>(endpoint.capacity());
  if (::getsockname(socket.get(), endpoint.data(), &size) != 0) return 0;
  return endpoint.port();
}

}  // namespace crosspoint::io::net
