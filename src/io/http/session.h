#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <functional>
#include <memory>
#include <optional>

#include "io/http/server.h"

namespace crosspoint::io::http {

/// One connection: requests are answered one after the other until the client ends it, does something that is not HTTP or takes
/// too long. Lives on the server's thread as long as something is under way.
class Session : public std::enable_shared_from_this<Session> {
 public:
  /// `ended` is called once, when the last of it is gone.
  Session(boost::asio::ip::tcp::socket socket, Routes const& routes, std::chrono::milliseconds patience,
          std::function<void()> ended);
  ~Session() { ended_(); }
  Session(Session const&) = delete;
  Session& operator=(Session const&) = delete;
  Session(Session&&) = delete;
  Session& operator=(Session&&) = delete;

  void read();

 private:
  using Request = boost::beast::http::request<boost::beast::http::empty_body>;
  using Answer = boost::beast::http::response<boost::beast::http::string_body>;

  [[nodiscard]] Answer answer(Request const& request) const;
  void write(Answer answer);

  boost::beast::tcp_stream stream_;
  Routes const& routes_;
  std::chrono::milliseconds const patience_;
  std::function<void()> const ended_;
  boost::beast::flat_buffer buffer_{Server::most_bytes_of_header};
  std::optional<boost::beast::http::request_parser<boost::beast::http::empty_body>> parser_;
  Answer answer_;
};

}  // namespace crosspoint::io::http
