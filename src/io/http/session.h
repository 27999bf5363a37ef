#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <functional>
#include <memory>
#include <optional>

#include "io/http/handshake.h"
#include "io/http/server.h"

namespace crosspoint::io::http {

/// What all connections of a server have in common.
struct Site {
  Routes routes;
  WebSockets websockets;
  std::chrono::milliseconds patience;
  std::function<void(std::string const& what, std::string const& who)> complain;
};

/// One connection: requests are answered one after the other until the client ends it, does something that is not HTTP, takes too
/// long or goes on as a WebSocket. Lives on the server's thread as long as something is under way.
class Session : public std::enable_shared_from_this<Session> {
 public:
  /// `ended` is called once, when the last of it is gone.
  Session(boost::asio::ip::tcp::socket socket, net::Address address, Site const& site, std::function<void()> ended);
  ~Session() { ended_(); }
  Session(Session const&) = delete;
  Session& operator=(Session const&) = delete;
  Session(Session&&) = delete;
  Session& operator=(Session&&) = delete;

  void read();

 private:
  [[nodiscard]] Answer answer(Request const& request) const;
  [[nodiscard]] Answer answer_websocket(Request const& request) const;
  void write(Answer answer);
  void hand_over();

  boost::beast::tcp_stream stream_;
  net::Address const address_;
  Site const& site_;
  std::function<void()> const ended_;
  boost::beast::flat_buffer buffer_{Server::most_bytes_of_header};
  std::optional<boost::beast::http::request_parser<boost::beast::http::empty_body>> parser_;
  Answer answer_;
};

}  // namespace crosspoint::io::http
