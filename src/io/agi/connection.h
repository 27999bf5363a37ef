#pragma once

#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "base/ids.h"
#include "wire/agi/conversation.h"

namespace crosspoint::io::agi {

/// The socket of one FastAGI conversation, on the listener's thread. A caller waits for its end: when patience is over it is
/// closed in whatever state it is, and the dialplan goes on with what it has. (T174)
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Asked = std::function<void(AgiId, wire::agi::Request)>;
  using Ended = std::function<void(AgiId, std::string const& fault)>;  ///< fault: empty when all was said

  using Socket = boost::asio::posix::stream_descriptor;

  Connection(AgiId id, Socket socket, Asked asked, Ended ended);

  /// Begins to read.
  void start(std::chrono::milliseconds patience);
  void answer(wire::agi::Variables variables);

  /// Nothing more will happen.
  void close();

 private:
  using Conversation = wire::agi::Conversation;
  using Code = boost::system::error_code;

  void read();
  void follow(Conversation::Step step);
  void send(std::string bytes);
  void end(std::string const& fault);

  AgiId id_;
  Socket socket_;
  boost::asio::steady_timer patience_;
  Asked asked_;
  Ended ended_;
  Conversation conversation_;
  bool closed_ = false;
  std::string under_way_;
  std::array<char, 4 << 10> received_;
};

}  // namespace crosspoint::io::agi
