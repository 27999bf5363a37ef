#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "wire/websocket/frame.h"

namespace crosspoint::wire::websocket {

/// Why there are no more messages, and what the client is told then.
struct Ending {
  CloseCode code;
  std::string_view reason;
  bool asked_for;  ///< the client itself has closed, and the code is its own
};

/// Takes what one client sends after the handshake for a WebSocket, in segments of any length, and hands out the text messages in
/// it. Everything the protocol forbids a client ends it, and so does what is not text. Holds no memory between messages, and of a
/// message never more than the limit. (RFC 6455, 5 to 8)
///
///     reader.feed(bytes);
///     while (auto const message = reader.next()) ...
///     if (auto const ping = reader.take_ping()) send a Pong with the same bytes
///     if (auto const ending = reader.ending()) send a Close with its code
class Reader {
 public:
  /// `limit`: bytes of the longest message that is let through, whatever the frames it comes in.
  explicit Reader(std::size_t limit) : limit_(limit) {}

  void feed(std::string_view bytes);

  /// The next whole message. The view lives until the next call of any member.
  [[nodiscard]] std::optional<std::string_view> next();

  /// After next() gave nothing: why it will not give any more. A message past the limit counts as soon as the header of its frame
  /// says so; raising the limit may let it through.
  [[nodiscard]] std::optional<Ending> ending() const;

  /// What the latest Ping since the last call held; those before it need no answer.
  [[nodiscard]] std::optional<std::string> take_ping() { return std::exchange(ping_, std::nullopt); }

  void set_limit(std::size_t limit) { limit_ = limit; }

 private:
  /// Of the frame that is being read.
  struct Frame {
    Opcode opcode;
    bool last;
    std::array<char, 4> mask;
    std::uint64_t left;  ///< bytes of its payload that have not come yet
  };

  [[nodiscard]] std::string_view unread() const { return std::string_view(buffer_).substr(start_); }
  bool begin_frame();
  bool check(unsigned first, unsigned second);
  bool check_order(Opcode opcode);
  bool take_payload();
  bool take_control();
  void take_close(std::string_view payload);
  void append_unmasked(std::string& to, std::size_t count);
  bool end(CloseCode code, std::string_view reason);
  [[nodiscard]] bool overflown() const;
  void forget_what_was_read();

  std::string buffer_;  ///< from `start_` on: bytes that have not been looked at
  std::size_t start_ = 0;
  std::string message_;  ///< what has come of it
  std::size_t limit_;
  std::optional<Frame> frame_;
  std::optional<std::string> ping_;
  std::optional<Ending> ending_;
  bool in_message_ = false;  ///< a frame of it has come, and not the last
  bool handed_out_ = false;  ///< the message is the caller's until the next call
};

}  // namespace crosspoint::wire::websocket
