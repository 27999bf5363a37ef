#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/http/site.h"
#include "io/net/tls.h"

namespace crosspoint::io::http {

/// The server's HTTP port, HTTP/1.1 in clear and, with a certificate, inside TLS, on one thread. Answers what `Site` lists:
/// pages, monitoring, WebSockets; resources by asking the core. With a certificate, who asks in clear from another machine is
/// sent to https.
class Server {
 public:
  struct Settings {
    std::string address;
    std::uint16_t port;  ///< 0: any free one
    Limits limits{};
  };

  /// Errors (unavailable): the address cannot be bound, and why.
  static Result<std::unique_ptr<Server>> open(Settings const& settings, Site site, std::optional<net::Tls> tls = {});
  ~Server();
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;
  Server(Server&&) = delete;
  Server& operator=(Server&&) = delete;

  [[nodiscard]] std::uint16_t port() const;

  // From any thread:
  void carry_out(std::vector<flow::HttpAnswer> answers);
  void use(net::Tls tls);  ///< for connections that come from now on
  void stop();

 private:
  struct Implementation;
  explicit Server(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace crosspoint::io::http
