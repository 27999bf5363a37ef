// What one client sends to the HTTP port, in segments of any length: the answers are the same as if all had come at once, and a
// request that gets to the core has a path of valid UTF-8 and a body within its limit. A request that is wrong and not complete
// may be refused or not: the parser finds some faults when the line ends, and others before.
#include <fcntl.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "io/http/session.h"

namespace {

using namespace crosspoint;
using namespace crosspoint::io;

constexpr http::Limits limits{.head = 512, .body = 256, .requests = 20};

/// A server with one client.
class Conversation {
 public:
  Conversation() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()) != 0) std::abort();
    client_ = Descriptor(ends[0]);
    std::make_shared<http::Session>(net::Socket(context_, ends[1]), boost::asio::ip::make_address("192.0.2.1"), common_)->start();
  }

  void send(std::string_view bytes) {
    (void)!::send(client_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    settle();
  }

  /// All that the server has said, but for the time, up to the refusal of what is no request.
  std::string finish() {
    ::shutdown(client_.get(), SHUT_WR);
    settle();
    for (auto at = said_.find("Date: "); at != std::string::npos; at = said_.find("Date: ", at + 1)) said_.erase(at, 37);
    return said_.substr(0, said_.find("HTTP/1.1 400 "));
  }

 private:
  http::Site site() {
    static constexpr http::File files[] = {{"/", "text/html", "tag", false, "<!doctype html>", "gzip", "br"}};
    http::Site site;
    site.routes = {{"/health", {[] { return http::Answer(http::Answer::Status::ok, "application/json", "{}"); }}},
                   {"/metrics", {[] { return http::Answer(http::Answer::Status::ok, "text/plain", "1"); }, "metrics"}}};
    site.files = files;
    site.websockets = {"/ws", {}, [this](net::Adopted const&) { said_ += "(websocket)"; }};
    site.resources = {"/api/", "", [this](flow::HttpAsked asked) { answer(asked); }};
    return site;
  }

  void answer(flow::HttpAsked const& asked) {
    auto const& [method, path, query, type, body] = asked.request;
    if (!is_valid_utf8(path) || !is_valid_utf8(type) || body.size() > limits.body) std::abort();
    flow::HttpAnswer const said{asked.id, 200, "text/plain", method + path + query + type + body, {}};
    boost::asio::post(context_, [this, said] { hand_out(said); });
  }

  void hand_out(flow::HttpAnswer const& answer) {
    auto const waiting = common_.asked.find(answer.id);
    if (waiting == common_.asked.end()) return;
    if (auto const session = waiting->second.lock()) session->answered(answer);
  }

  void settle() {
    std::array<char, 4096> part{};
    for (bool news = true; news;) {
      context_.restart();
      news = context_.poll() > 0;
      for (ssize_t count = 0; (count = ::recv(client_.get(), part.data(), part.size(), 0)) > 0; news = true)
        said_.append(part.data(), static_cast<std::size_t>(count));
    }
  }

  std::string said_;
  http::Common common_{site(), limits, {}, [](std::string const&, std::string const&) {}};
  boost::asio::io_context context_;
  Descriptor client_;
};

std::string answers(std::string_view bytes, std::size_t segment) {
  Conversation conversation;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(segment, bytes.size()))) conversation.send(bytes.substr(0, segment));
  return conversation.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  if (answers(bytes, bytes.size()) != answers(bytes, data[0] % 16U + 1U)) std::abort();
  return 0;
}
