#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <string>

#include "base/descriptor.h"
#include "io/net/gate.h"

namespace crosspoint::io::net {

/// Takes in the clients of one listening socket, on its network thread. When the process runs out of descriptors or memory it
/// pauses for a moment instead of spinning; who waits in the backlog is served afterwards.
class Acceptor {
 public:
  using Arrived = std::function<void(Descriptor, Address)>;
  using Trouble = std::function<void(std::string reason)>;

  Acceptor(boost::asio::io_context& context, Descriptor socket, Arrived arrived, Trouble trouble);

  /// Call on the network thread.
  void start();
  void stop();

 private:
  void accept_some();
  void pause(int error);

  boost::asio::posix::basic_stream_descriptor<boost::asio::io_context::executor_type> socket_;
  boost::asio::steady_timer pause_;
  Arrived arrived_;
  Trouble trouble_;
};

}  // namespace crosspoint::io::net
