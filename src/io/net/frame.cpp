#include "io/net/frame.h"

#include <algorithm>

#include "wire/websocket/frame.h"

namespace crosspoint::io::net {
namespace {

namespace websocket = wire::websocket;

/// A message in a WebSocket has no LF.
FramePtr messages_of(std::string_view lines, flow::StateKey state) {
  std::string bytes;
  bytes.reserve(websocket::longest_header + lines.size());
  while (!lines.empty()) {
    auto const message = lines.substr(0, lines.find('\n'));
    websocket::append_header(bytes, websocket::Opcode::text, message.size());
    bytes += message;
    lines.remove_prefix(std::min(message.size() + 1, lines.size()));
  }
  return make_frame(std::move(bytes), state);
}

}  // namespace

FramePtr frame_of(std::string lines, flow::StateKey state, Framing framing) {
  return framing == Framing::lines ? make_frame(std::move(lines), state) : messages_of(lines, state);
}

FramePtr const& Update::as(Framing framing) {
  if (framing == Framing::lines) return line_;
  if (!message_) message_ = messages_of(line_->bytes, line_->state);
  return message_;
}

}  // namespace crosspoint::io::net
