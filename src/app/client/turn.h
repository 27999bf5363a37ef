#pragma once

#include <optional>
#include <string>
#include <vector>

namespace crosspoint::app::client {

/// How the program ends.
struct Ending {
  int exit = 0;
  std::string error;  ///< for stderr, not escaped yet; empty when all went well
  bool operator==(Ending const&) const = default;
};

/// What a conversation wants done after it was told something, in this order.
struct Turn {
  std::string send;               ///< whole lines for the server
  bool secure = false;            ///< then begin the TLS handshake
  std::vector<std::string> say;   ///< lines for stdout, not escaped yet
  std::vector<std::string> news;  ///< the same, each with the time of day before it
  std::optional<Ending> ending;   ///< then leave
};

inline Turn send(std::string lines) { return {.send = std::move(lines)}; }
inline Turn say(std::string line) { return {.say = {std::move(line)}}; }
inline Turn succeed() { return {.ending = Ending{}}; }
inline Turn succeed(std::string line) { return {.say = {std::move(line)}, .ending = Ending{}}; }
inline Turn give_up(std::string error) { return {.ending = Ending{1, std::move(error)}}; }

}  // namespace crosspoint::app::client
