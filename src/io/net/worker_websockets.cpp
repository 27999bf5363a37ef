// WebSockets of one network thread: how they come in, and how those that are gone without a word are noticed.
#include <array>
#include <boost/asio/post.hpp>

#include "io/net/worker.h"

namespace crosspoint::io::net {
namespace {

namespace websocket = wire::websocket;

constexpr int turns_in_an_interval = 64;  ///< so many at most, however many clients there are

/// As the handshake is done, it can be told. It matters little whether that gets through.
void turn_away(Adopted adopted, std::span<char> scratch) {
  auto frame = websocket::close_frame(websocket::CloseCode::try_later, "too many sessions");
  Stream stream(adopted.socket.get());
  if (adopted.tls) stream.secure(std::move(adopted.tls), Stream::Goodbye::close_notify);
  (void)stream.write(std::array{iovec{frame.data(), frame.size()}}, scratch);
}

}  // namespace

void Worker::adopt_websocket(Adopted connection) {
  boost::asio::post(context_, [this, connection = std::move(connection)]() mutable {
    if (!stops_) admit_websocket(std::move(connection));
  });
}

void Worker::admit_websocket(Adopted adopted) {
  if (!has_room_for(adopted.address)) return turn_away(std::move(adopted), scratch_);
  auto const connection = take_in(std::move(adopted.socket), adopted.address, flow::Face::websocket);
  if (!connection) return;
  pulses_.emplace_back(Clock::now() + ping_every_, connection->id());
  keep_alive();
  connection->start_after(adopted.begun, std::move(adopted.tls));
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
