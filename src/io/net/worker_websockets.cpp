// WebSockets of one network thread: how they come in, and how those that are gone without a word are noticed.
#include <sys/socket.h>

#include <boost/asio/post.hpp>

#include "io/net/worker.h"

namespace crosspoint::io::net {
namespace {

namespace websocket = wire::websocket;

constexpr int turns_in_an_interval = 64;  ///< so many at most, however many clients there are

/// As the handshake is done, it can be told. It matters little whether that gets through.
void turn_away(Descriptor const& socket) {
  auto const frame = websocket::close_frame(websocket::CloseCode::try_later, "too many sessions");
  (void)::send(socket.get(), frame.data(), frame.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace

void Worker::adopt_websocket(Descriptor socket, Address const& address, std::string begun) {
  boost::asio::post(context_, [this, socket = std::move(socket), address, begun = std::move(begun)]() mutable {
    if (!stops_) admit_websocket(std::move(socket), address, begun);
  });
}

void Worker::admit_websocket(Descriptor socket, Address const& address, std::string_view begun) {
  if (!has_room_for(address)) return turn_away(socket);
  auto const connection = take_in(std::move(socket), address, flow::Face::websocket);
  if (!connection) return;
  pulses_.emplace_back(Clock::now() + ping_every_, connection->id());
  keep_alive();
  connection->start_after(begun);
}

/// Each has its turn once in an interval. As that is the same for all, they come in the order in which they were put there.
void Worker::keep_alive() {
  if (pulses_.empty() || std::exchange(keeps_alive_, true)) return;
  pulse_.expires_at(std::max(pulses_.front().first, Clock::now() + ping_every_ / turns_in_an_interval));
  pulse_.async_wait([this](boost::system::error_code cancelled) {
    if (cancelled) return;
    keeps_alive_ = false;
    auto const now = Clock::now();
    for (; !pulses_.empty() && pulses_.front().first <= now; pulses_.pop_front()) {
      auto* const connection = find(pulses_.front().second);
      if (connection == nullptr) continue;
      connection->check_alive();
      pulses_.emplace_back(now + ping_every_, connection->id());
    }
    keep_alive();
  });
}

}  // namespace crosspoint::io::net
