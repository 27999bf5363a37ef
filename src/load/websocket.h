#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "load/carriage.h"

namespace crosspoint::load {

/// Cuts what a WebSocket server sends into messages, whatever the segments it arrives in (RFC 6455): frames of a server are not
/// masked. A message in several frames is put together; a ping is answered, a pong left out.
class WebSocketCutter {
 public:
  void feed(std::string_view bytes) { buffer_ += bytes; }

  enum class Got { message, nothing, closed, broken };
  Got next();

  /// The answers to the pings that next() has met since the last call.
  [[nodiscard]] std::string take_pongs() { return std::exchange(pongs_, {}); }

  /// What next() has found; valid until the next call of any member.
  [[nodiscard]] std::string_view message() const { return message_; }

 private:
  struct Frame {
    bool last = false;
    unsigned char opcode = 0;
    std::string_view payload;
  };
  enum class Cut { frame, more, broken };
  Cut cut(Frame& frame);

  std::string buffer_;
  std::size_t start_ = 0;  ///< first byte not handed out
  std::string parts_;      ///< of a message whose last frame has not come
  std::string pongs_;
  std::string_view message_;
};

/// One text frame of a client, masked.
std::string websocket_frame(std::string_view text);

/// The request that opens `/ws`.
std::string websocket_request();

/// A WebSocket at `/ws`, one JSON message a text frame, over whatever carries its bytes.
std::unique_ptr<Carriage> make_websocket_carriage(std::unique_ptr<Carriage> below);

}  // namespace crosspoint::load
