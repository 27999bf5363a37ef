#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace crosspoint::wire::websocket {

enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// Why a connection is closed, as its peer is told. (RFC 6455, 7.4.1)
enum class CloseCode : std::uint16_t {
  none = 0,  ///< a Close without a code
  normal = 1000,
  going_away = 1001,
  broken_rule = 1002,
  not_text = 1003,
  not_utf8 = 1007,
  refused = 1008,
  too_big = 1009,
  try_later = 1013,
};

constexpr std::size_t longest_control = 125;  ///< bytes in a Close, Ping or Pong
constexpr std::size_t longest_header = 10;    ///< of a server's frame

/// Appends the header of a whole, unmasked frame with so many bytes in it: what a server sends.
void append_header(std::string& to, Opcode opcode, std::size_t length);

/// A whole Ping or Pong; `payload` as long as a control frame may be.
std::string control_frame(Opcode opcode, std::string_view payload);

/// A whole Close; of a reason that is too long its end is left out.
std::string close_frame(CloseCode code, std::string_view reason);

}  // namespace crosspoint::wire::websocket
