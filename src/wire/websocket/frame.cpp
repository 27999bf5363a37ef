#include "wire/websocket/frame.h"

namespace crosspoint::wire::websocket {
namespace {

constexpr unsigned whole = 0x80;  ///< no other frame goes on with this message

void append_number(std::string& to, std::uint64_t number, std::size_t bytes) {
  while (bytes-- > 0) to += static_cast<char>(number >> (8 * bytes) & 0xff);
}

/// Cut where a letter ends.
std::string_view shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0U) == 0x80U) --most;
  return text.substr(0, most);
}

}  // namespace

void append_header(std::string& to, Opcode opcode, std::size_t length) {
  to += static_cast<char>(whole | static_cast<unsigned>(opcode));
  if (length <= longest_control) return append_number(to, length, 1);
  if (length <= 0xffff) {
    to += '\x7e';
    return append_number(to, length, 2);
  }
  to += '\x7f';
  append_number(to, length, 8);
}

std::string control_frame(Opcode opcode, std::string_view payload) {
  std::string frame;
  append_header(frame, opcode, payload.size());
  frame += payload;
  return frame;
}

std::string close_frame(CloseCode code, std::string_view reason) {
  if (code == CloseCode::none) return control_frame(Opcode::close, {});
  std::string payload;
  append_number(payload, static_cast<std::uint64_t>(code), 2);
  payload += shortened(reason, longest_control - payload.size());
  return control_frame(Opcode::close, payload);
}

}  // namespace crosspoint::wire::websocket
