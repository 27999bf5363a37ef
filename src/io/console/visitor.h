#pragma once

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "flow/input.h"
#include "wire/line/cutter.h"

namespace crosspoint::io::console {

/// One connection through a side door. Hands on a line, and the next one only after the answer to it. Lives on the thread of the
/// doors.
class Visitor : public std::enable_shared_from_this<Visitor> {
 public:
  using Happened = std::function<void(flow::Input)>;

  static constexpr std::size_t longest_line = 1 << 10;
  static constexpr std::size_t most_unsent = 1 << 20;  ///< bytes; who lets that much wait before one more answer is cut off
  static constexpr std::chrono::minutes idle{10};      ///< without a word in either direction

  Visitor(boost::asio::ip::tcp::socket socket, VisitorId id, flow::Door door, Happened happened);

  void start();

  /// The answer to the line that was handed on last.
  void answer(std::string_view text);
  void tell(std::string_view text);

  /// Ends it at once; VisitorGone follows.
  void close();

 private:
  using Code = boost::system::error_code;

  void read();
  void next_line();
  void send(std::string_view text);
  void write();
  void stay();

  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer patience_;
  VisitorId id_;
  flow::Door door_;
  Happened happened_;
  wire::line::Cutter cutter_{longest_line};
  enum class Phase { talking, leaving, gone } phase_ = Phase::talking;  ///< leaving: nothing is read, the rest is written
  bool asks_ = false;                                                   ///< a line waits for its answer
  bool has_said_all_ = false;                                           ///< the other side sends nothing more
  std::string under_way_, waiting_;                                     ///< given to the kernel now, and after that
  std::array<char, 4096> received_;
};

}  // namespace crosspoint::io::console
