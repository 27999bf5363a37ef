#include "load/sockets.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace crosspoint::load {
namespace {

constexpr int backlog = 4096;
constexpr std::size_t addresses = 250;

sockaddr_in loopback(std::uint32_t host, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl((127U << 24) + host);
  return address;
}

int bind_to(Descriptor const& socket, sockaddr_in const& address) {
  return ::bind(socket.get(), reinterpret_cast<sockaddr const*>(&address), sizeof address);
}

void set(Descriptor const& socket, int level, int option) {
  int const on = 1;
  ::setsockopt(socket.get(), level, option, &on, sizeof on);
}

}  // namespace

Result<Listening> listen_anywhere() {
  Listening listening{Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)), {}};
  auto address = loopback(1, 0);
  socklen_t size = sizeof address;
  if (bind_to(listening.socket, address) != 0 || ::listen(listening.socket.get(), backlog) != 0 ||
      ::getsockname(listening.socket.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
    return fail(Errc::unavailable, std::string("cannot listen: ") + std::strerror(errno));
  listening.door.port = ntohs(address.sin_port);
  return listening;
}

Descriptor accept_from(Descriptor const& listening) {
  Descriptor accepted(::accept4(listening.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (accepted.is_open()) set(accepted, IPPROTO_TCP, TCP_NODELAY);
  return accepted;
}

Descriptor begin_connect(Door door, std::size_t who) {
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket.is_open()) return socket;
  set(socket, IPPROTO_TCP, TCP_NODELAY);
  set(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT);  // the port is chosen when both ends are known: there are enough then
  bind_to(socket, loopback(static_cast<std::uint32_t>(2 + who % addresses), 0));
  auto const to = loopback(1, door.port);
  auto const begun = ::connect(socket.get(), reinterpret_cast<sockaddr const*>(&to), sizeof to);
  return begun == 0 || errno == EINPROGRESS ? std::move(socket) : Descriptor();
}

std::string http_get(Door door, std::string_view path) {
  Descriptor const socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  auto const to = loopback(1, door.port);
  if (::connect(socket.get(), reinterpret_cast<sockaddr const*>(&to), sizeof to) != 0) return {};
  std::string request = "GET ";
  request.append(path).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  if (::send(socket.get(), request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) return {};
  std::string answer;
  std::array<char, 8192> part{};
  for (ssize_t count = 0; (count = ::recv(socket.get(), part.data(), part.size(), 0)) > 0;)
    answer.append(part.data(), static_cast<std::size_t>(count));
  return answer;
}

}  // namespace crosspoint::load
