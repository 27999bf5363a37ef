#include "load/raw.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace crosspoint::load {
namespace {

using Size = std::uint32_t;

/// Otherwise the connections of the load generator would stay open as long as this process lives.
void close_all_but(Descriptor const& kept) {
  auto const number = static_cast<unsigned>(kept.get());
  ::close_range(STDERR_FILENO + 1, number - 1, 0);
  ::close_range(number + 1, ~0U, 0);
}

Descriptor wait_and_accept(Descriptor const& listening) {
  for (pollfd waiting{listening.get(), POLLIN, 0};;) {
    ::poll(&waiting, 1, -1);
    if (auto accepted = accept_from(listening); accepted.is_open()) return accepted;
  }
}

/// The child's whole life. Its first connection brings the orders, each a size and that many bytes.
class Sender {
 public:
  explicit Sender(Descriptor const& listening) : listening_(listening), orders_(wait_and_accept(listening)) {
    watch(listening_.get());
    watch(orders_.get());
  }

  void run() {
    std::array<epoll_event, 64> events{};
    for (;;) {
      auto const count = ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), -1);
      for (int i = 0; i < count; ++i)
        if (events[static_cast<std::size_t>(i)].data.fd == listening_.get()) welcome();
        else if (events[static_cast<std::size_t>(i)].data.fd == orders_.get() && !take_orders()) return;
    }
  }

 private:
  void watch(int descriptor) const {
    epoll_event event{EPOLLIN, {.fd = descriptor}};
    ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, descriptor, &event);
  }

  /// Whoever has connected.
  void welcome() {
    for (auto socket = accept_from(listening_); socket.is_open(); socket = accept_from(listening_)) {
      ::fcntl(socket.get(), F_SETFL, 0);  // a client that does not keep up is waited for: nothing else is to be done here
      watch(socket.get());
      clients_.push_back(std::move(socket));
    }
  }

  bool take_orders() {
    auto const count = ::recv(orders_.get(), space_.data(), space_.size(), 0);
    if (count <= 0) return false;
    welcome();
    waiting_.append(space_.data(), static_cast<std::size_t>(count));
    std::size_t done = 0;
    for (Size size = 0; waiting_.size() - done >= sizeof size; done += sizeof size + size) {
      waiting_.copy(reinterpret_cast<char*>(&size), sizeof size, done);
      if (waiting_.size() - done < sizeof size + size) break;
      for (auto const& client : clients_) (void)!::send(client.get(), waiting_.data() + done + sizeof size, size, MSG_NOSIGNAL);
    }
    waiting_.erase(0, done);
    return true;
  }

  Descriptor const& listening_;
  Descriptor epoll_{::epoll_create1(EPOLL_CLOEXEC)};
  Descriptor orders_;
  std::vector<Descriptor> clients_;
  std::vector<char> space_ = std::vector<char>(256 << 10);
  std::string waiting_;
};

Descriptor connect_for_orders(Door door) {
  auto socket = begin_connect(door, 0);
  pollfd waiting{socket.get(), POLLOUT, 0};
  ::poll(&waiting, 1, -1);
  ::fcntl(socket.get(), F_SETFL, 0);
  return socket;
}

}  // namespace

Raw::Raw(Loop& loop, Listening const& listening)
    : child_([&] {
        close_all_but(listening.socket);
        Sender(listening.socket).run();
      }),
      orders_(connect_for_orders(listening.door)),
      crowd_(loop, listening.door, Transport::plain, Greeting::none) {}

Result<std::unique_ptr<Raw>> Raw::open(Loop& loop, std::size_t clients) {
  auto const listening = listen_anywhere();
  if (!listening) return tl::make_unexpected(listening.error());
  std::unique_ptr<Raw> raw(new Raw(loop, *listening));
  raw->crowd_.come(1, clients);
  auto const all_here = loop.run_until(Clock::now() + std::chrono::seconds(30), [&] { return raw->crowd_.in() == clients; });
  if (!all_here) return fail(Errc::unavailable, "the raw reference did not take its clients");
  return raw;
}

void Raw::send(std::string_view piece) const {
  auto const size = static_cast<Size>(piece.size());
  std::string order(reinterpret_cast<char const*>(&size), sizeof size);
  order += piece;
  (void)!::send(orders_.get(), order.data(), order.size(), MSG_NOSIGNAL);
}

}  // namespace crosspoint::load
