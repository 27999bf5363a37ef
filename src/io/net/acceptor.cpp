#include "io/net/acceptor.h"

#include <sys/socket.h>

#include <boost/asio/ip/tcp.hpp>
#include <cerrno>
#include <chrono>
#include <cstring>

namespace crosspoint::io::net {
namespace {

using boost::asio::ip::tcp;

constexpr int most_per_turn = 64;
constexpr std::chrono::milliseconds pause_length{200};

/// An IPv4 client of an IPv6 socket counts under its IPv4 address.
Address plain(Address const& address) {
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
  return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
}

bool is_lack_of_resources(int error) { return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM; }

}  // namespace

Acceptor::Acceptor(boost::asio::io_context& context, Descriptor socket, Arrived arrived, Trouble trouble)
    : socket_(context, socket.release()), pause_(context), arrived_(std::move(arrived)), trouble_(std::move(trouble)) {}

void Acceptor::start() {
  socket_.async_wait(boost::asio::posix::descriptor_base::wait_read, [this](boost::system::error_code error) {
    if (!error) accept_some();
  });
}

void Acceptor::stop() {
  boost::system::error_code ignored;
  socket_.close(ignored);
  pause_.cancel();
}

void Acceptor::accept_some() {
  for (int taken = 0; taken < most_per_turn; ++taken) {
    tcp::endpoint peer;
    auto size = static_cast<socklen_t>(peer.capacity());
    Descriptor client(::accept4(socket_.native_handle(), peer.data(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (client.get() >= 0) {
      arrived_(std::move(client), plain(peer.address()));
    } else if (is_lack_of_resources(errno)) {
      return pause(errno);
    } else if (errno == EAGAIN) {
      break;
    }
  }
  start();
}

void Acceptor::pause(int error) {
  trouble_(std::string("cannot take in more clients: ") + std::strerror(error));
  pause_.expires_after(pause_length);
  pause_.async_wait([this](boost::system::error_code cancelled) {
    if (!cancelled) accept_some();
  });
}

}  // namespace crosspoint::io::net
