#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "io/net/testing/client.h"
#include "wire/websocket/frame.h"

namespace crosspoint::io::net::testing_support {

/// A frame as a client has to send it: with a mask.
inline std::string masked(wire::websocket::Opcode opcode, std::string_view payload) {
  constexpr std::string_view mask = "\x37\xfa\x21\x3d";
  std::string frame;
  wire::websocket::append_header(frame, opcode, payload.size());
  frame[1] = static_cast<char>(static_cast<unsigned char>(frame[1]) | 0x80U);
  frame += mask;
  for (std::size_t i = 0; i < payload.size(); ++i)
    frame += static_cast<char>(static_cast<unsigned char>(payload[i]) ^ static_cast<unsigned char>(mask[i % mask.size()]));
  return frame;
}

inline std::string text_frame(std::string_view message) { return masked(wire::websocket::Opcode::text, message); }

/// A client that talks in frames, its handshake done.
class WebSocketClient {
 public:
  explicit WebSocketClient(Client client) : client_(std::move(client)) {}

  struct Frame {
    wire::websocket::Opcode opcode;
    std::string payload;
  };

  /// The next frame of the server, which sends whole ones without a mask; nothing at the end or when patience is over.
  std::optional<Frame> frame() {
    auto const head = client_.bytes(2);
    if (head.size() < 2 || (head[0] & 0x80) == 0 || (head[1] & 0x80) != 0) return std::nullopt;
    auto length = static_cast<std::size_t>(head[1]);
    if (length > wire::websocket::longest_control) {
      auto const more = client_.bytes(length == 126 ? 2 : 8);
      length = 0;
      for (auto const byte : more) length = length << 8 | static_cast<unsigned char>(byte);
    }
    return Frame{static_cast<wire::websocket::Opcode>(head[0] & 0x0f), client_.bytes(length)};
  }

  /// The text of the next frame.
  std::optional<std::string> text() {
    auto next = frame();
    if (!next || next->opcode != wire::websocket::Opcode::text) return std::nullopt;
    return std::move(next->payload);
  }

  /// The code of the next frame, a Close; its other frames are passed over.
  int close_code() {
    for (auto next = frame(); next; next = frame())
      if (next->opcode == wire::websocket::Opcode::close && next->payload.size() >= 2)
        return static_cast<unsigned char>(next->payload[0]) << 8 | static_cast<unsigned char>(next->payload[1]);
    return 0;
  }

  bool send(std::string_view frames) { return client_.send(frames); }
  bool say(std::string_view message) { return send(text_frame(message)); }
  bool at_end() { return client_.at_end(); }
  void finish() { client_.finish(); }

 private:
  Client client_;
};

}  // namespace crosspoint::io::net::testing_support
