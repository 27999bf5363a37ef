#include "io/net/frame.h"

#include <algorithm>

#include "wire/json/writer.h"
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

Update::Update(std::string line, flow::StateKey state, std::string more)
    : more_(std::move(more)), plain_{make_frame(std::move(line), state), nullptr} {}

FramePtr const& Update::as(Framing framing, bool with_more) {
  auto& frames = with_more && !more_.empty() ? extended_ : plain_;
  auto const& line = plain_.line;
  if (!frames.line) frames.line = make_frame(wire::json::extended(line->bytes, more_), line->state);
  if (framing == Framing::lines) return frames.line;
  if (!frames.message) frames.message = messages_of(frames.line->bytes, line->state);
  return frames.message;
}

}  // namespace crosspoint::io::net
