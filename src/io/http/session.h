#pragma once

#include <array>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/http/parser.hpp>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "io/http/sessions.h"
#include "io/net/connection.h"

namespace crosspoint::io::http {

/// What all connections of a server have in common.
struct Common {
  Site const site;
  Limits const limits;
  std::optional<net::Tls> tls;
  std::function<void(std::string const& what, std::string const& who)> complain;
  Sessions sessions{limits};
  std::unordered_map<HttpId, std::weak_ptr<Session>> asked;  ///< who waits for an answer of the core
  HttpId last_asked{};
  std::array<char, 64 << 10> scratch;  ///< larger than a record of TLS, so that none is left half read
};

/// One connection, in clear or through TLS, whichever its first byte begins. Requests are answered one after the other until the
/// client ends it, does something that is not HTTP, takes too long or goes on as a WebSocket. Lives on the server's thread as
/// long as something is under way.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(net::Socket socket, net::Address address, Common& common);
  ~Session() { close(); }
  Session(Session const&) = delete;
  Session& operator=(Session const&) = delete;
  Session(Session&&) = delete;
  Session& operator=(Session&&) = delete;

  void start();

  /// What the core says to the request that it was asked.
  void answered(flow::HttpAnswer answer);

  void close();

  [[nodiscard]] net::Address const& address() const { return address_; }

  std::optional<std::list<Session*>::iterator> place;  ///< among those that Sessions knows to wait

 private:
  using Step = void (Session::*)();
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

  void begin();
  void shake_hands();
  void next_request();
  void read_head();
  void take_head();
  void begin_body(std::optional<std::uint64_t> length);
  void read_body();
  void ask_core();
  void core_is_late();
  /// Whether further requests may come after an answer, if the client wants to.
  enum class After { next, end };
  void answer(Answer answer, After after = After::next);
  void refuse(Answer answer) { this->answer(std::move(answer), After::end); }  ///< what still comes is not read
  void write();
  void written();
  void hand_over();
  void say_goodbye();

  [[nodiscard]] bool has_body() const;
  [[nodiscard]] std::optional<Answer> fault() const;
  [[nodiscard]] std::optional<Answer> answer_at_once();
  [[nodiscard]] bool may_ask(std::string_view scope) const;
  [[nodiscard]] Answer answer_websocket() const;
  [[nodiscard]] std::optional<Answer> redirection() const;

  bool parse();
  bool receive(Step again);
  void when(boost::asio::posix::descriptor_base::wait_type ready, Step then);
  void give(std::chrono::milliseconds time, Step when_over);
  void release_body();

  Common& common_;
  net::Socket socket_;
  net::Stream stream_;
  net::Address const address_;
  boost::asio::steady_timer time_;
  bool encrypted_ = false, closed_ = false;

  std::string received_;  ///< and not parsed yet
  std::optional<Parser> parser_;
  boost::beast::error_code fault_;  ///< of what was parsed
  std::size_t requests_ = 0, reserved_ = 0;
  HttpId asked_{};

  std::optional<Answer> answer_;
  std::string head_;       ///< of the answer
  std::string_view body_;  ///< of the answer, as far as it is sent
  std::size_t taken_ = 0;  ///< bytes of head and body that went out
  bool goes_on_ = false;   ///< further requests may come after this answer
};

}  // namespace crosspoint::io::http
