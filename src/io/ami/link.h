#pragma once

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "flow/input.h"

namespace crosspoint::io::ami {

/// One socket to the exchange from the attempt to connect to its end; there is no second attempt. Lives on the connector's thread
/// and reads all the time: answers at once, events at once after a quiet moment and in larger pieces when they come one after the
/// other.
class Link : public std::enable_shared_from_this<Link> {
 public:
  using Happened = std::function<void(flow::Input)>;

  static constexpr std::chrono::seconds patience{5};    ///< for the name and the connection together
  static constexpr std::size_t most_unsent = 16 << 20;  ///< bytes; an exchange that takes none of them isn't worth keeping
  /// Between two pieces of events: every one wakes the core, the network and the store, which costs more than what is in it.
  static constexpr std::chrono::milliseconds breath{5};

  Link(boost::asio::io_context& context, flow::AmiLink name, Happened happened);

  /// AmiConnected or AmiClosed follows.
  void connect(std::string const& host, std::string const& port);

  /// Takes what has come before it is time for it.
  void catch_up();

  /// Nothing is sent before the connection is there, nor after its end.
  void send(std::string bytes);

  /// Nothing more will happen.
  void close();

 private:
  using Code = boost::system::error_code;

  void connect_to(boost::asio::ip::tcp::resolver::results_type const& addresses);
  void connected();
  void read();
  void take_breath();
  void write();
  void fail(std::string reason);

  boost::asio::ip::tcp::resolver resolver_;
  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer patience_, breath_;
  flow::AmiLink name_;
  Happened happened_;
  enum class Phase { connecting, open, closed } phase_ = Phase::connecting;
  bool takes_breath_ = false;        ///< nothing is being read
  std::string under_way_, waiting_;  ///< given to the kernel now, and after that
  std::array<char, 64 << 10> received_;
};

}  // namespace crosspoint::io::ami
