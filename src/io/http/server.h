#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/descriptor.h"
#include "base/result.h"
#include "io/net/gate.h"

namespace crosspoint::io::http {

struct Settings {
  std::string address;
  std::uint16_t port;                          ///< 0: any free one
  std::size_t connections = 1000;              ///< at once, WebSockets not counted; further ones are closed
  std::chrono::milliseconds patience{10'000};  ///< for a request, for its answer to be taken, and between two requests
};

struct Response {
  std::string content_type, body;
  enum class Status { ok = 200, unavailable = 503 } status = Status::ok;
};

/// What answers GET (and HEAD) for each path, the query left out. Called on the server's thread: must not wait.
using Routes = std::map<std::string, std::function<Response()>, std::less<>>;

/// Who may open a WebSocket, and what becomes of it.
struct WebSockets {
  std::string path;
  std::vector<std::string> origins;  ///< of the pages that may; none: those of the host that is asked
  /// Takes over a connection when its handshake is done, with what was read of it already. Called on the server's thread.
  std::function<void(Descriptor, net::Address const&, std::string begun)> adopt;
};

/// The server's face for monitoring and for browsers, HTTP/1.1 on one thread. Knows paths and nothing of what is behind them.
class Server {
 public:
  static constexpr std::size_t most_bytes_of_header = 8 << 10;

  /// Errors (unavailable): the address cannot be bound, and why.
  static Result<std::unique_ptr<Server>> open(Settings const& settings, Routes routes, WebSockets websockets = {});
  ~Server();
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;
  Server(Server&&) = delete;
  Server& operator=(Server&&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  void stop();

 private:
  struct Implementation;
  explicit Server(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace crosspoint::io::http
