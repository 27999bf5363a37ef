#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "flow/http.h"
#include "io/http/files.h"
#include "io/net/network.h"
#include "io/net/range.h"

namespace crosspoint::io::http {

/// What one request, one connection and one address may take. What goes past it is refused, with the status named here.
struct Limits {
  std::size_t head = 8 << 10;                       ///< bytes: 431
  std::size_t body = 1 << 20;                       ///< bytes: 413
  std::size_t requests = 1000;                      ///< of one connection, which is closed after the last one
  std::size_t connections = 4000;                   ///< at once, WebSockets not counted; see Sessions
  std::size_t connections_per_address = 1000;       ///< see Sessions
  std::size_t bodies = 64 << 20;                    ///< bytes that all requests under way may bring: 503
  std::size_t bodies_per_address = 16 << 20;        ///< the same for one address
  std::chrono::milliseconds time_for_head{10'000};  ///< and for a TLS handshake, and between two requests
  std::chrono::milliseconds time_for_body{30'000};  ///< to send it
  std::chrono::milliseconds time_for_core{10'000};  ///< to answer: 503
  std::chrono::milliseconds time_to_take{60'000};   ///< an answer
};

/// What answers GET (and HEAD) for a path.
struct Route {
  std::function<Answer()> answer;  ///< called on the server's thread: must not wait
  std::string scope;               ///< what a token has to be good for; empty: everybody may ask
};

/// All that a server shows.
struct Site {
  std::map<std::string, Route, std::less<>> routes;  ///< by path
  Files files;

  struct WebSockets {
    std::string path;
    std::vector<std::string> origins;  ///< of pages that may open one; none: those of the host that is asked
    /// Takes over a connection when its handshake is done. Called on the server's thread.
    std::function<void(net::Adopted)> adopt;
  } websockets;

  struct Resources {
    std::string prefix;  ///< of the paths that the core answers
    std::string scope;   ///< what a token has to be good for
    std::function<void(flow::HttpAsked)> ask;
  } resources;

  /// Who may ask for what has a scope: programs on this machine, of some networks, and whoever brings a token.
  struct Guard {
    std::vector<net::Range> ranges;
    std::function<bool(std::string_view token, std::string_view scope)> knows;  ///< that a token is good for it; null: none is
  } guard;
};

}  // namespace crosspoint::io::http
