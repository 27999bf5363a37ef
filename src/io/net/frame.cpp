#include "io/net/frame.h"

#include "wire/websocket/frame.h"

namespace crosspoint::io::net {
namespace {

namespace websocket = wire::websocket;

/// A message in a WebSocket has no LF.
FramePtr message_of(std::string_view line, flow::StateKey state) {
  auto const message = line.ends_with('\n') ? line.substr(0, line.size() - 1) : line;
  std::string bytes;
  bytes.reserve(websocket::longest_header + message.size());
  websocket::append_header(bytes, websocket::Opcode::text, message.size());
  bytes += message;
  return make_frame(std::move(bytes), state);
}

}  // namespace

FramePtr frame_of(std::string line, flow::StateKey state, Framing framing) {
  return framing == Framing::lines ? make_frame(std::move(line), state) : message_of(line, state);
}

FramePtr const& Update::as(Framing framing) {
  if (framing == Framing::lines) return line_;
  if (!message_) message_ = message_of(line_->bytes, line_->state);
  return message_;
}

}  // namespace crosspoint::io::net
