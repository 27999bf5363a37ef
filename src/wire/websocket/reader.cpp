#include "wire/websocket/reader.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace crosspoint::wire::websocket {
namespace {

constexpr unsigned last_bit = 0x80, reserved_bits = 0x70, opcode_bits = 0x0f, masked_bit = 0x80, length_bits = 0x7f;
constexpr unsigned length_in_two = 126, length_in_eight = 127;
constexpr std::size_t mask_size = 4;

unsigned byte_at(std::string_view bytes, std::size_t place) { return static_cast<unsigned char>(bytes[place]); }

std::uint64_t number(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) value = value << 8 | byte_at(bytes, i);
  return value;
}

bool is_control(Opcode opcode) { return opcode >= Opcode::close; }

/// Those that may stand in a Close: what the protocol and its registry define, and what is free for applications.
bool may_be_sent(std::uint64_t code) {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

}  // namespace

void Reader::feed(std::string_view bytes) {
  forget_what_was_read();
  if (!ending_) buffer_ += bytes;
}

std::optional<std::string_view> Reader::next() {
  if (std::exchange(handed_out_, false)) message_ = std::string();
  while (!ending_ && (frame_ || begin_frame())) {
    if (is_control(frame_->opcode) ? !take_control() : !take_payload()) break;
    if (is_control(frame_->opcode) || ending_) {
      frame_.reset();
      continue;
    }
    in_message_ = !std::exchange(frame_, std::nullopt)->last;
    if (in_message_) continue;
    if (!is_valid_utf8(message_)) {
      end(CloseCode::not_utf8, "sent a message that is not UTF-8");
      break;
    }
    handed_out_ = true;
    return message_;
  }
  forget_what_was_read();
  return std::nullopt;
}

std::optional<Ending> Reader::ending() const {
  if (!ending_ && overflown()) return Ending{CloseCode::too_big, "message too long", false};
  return ending_;
}

bool Reader::overflown() const {
  return frame_ && !is_control(frame_->opcode) && (frame_->left > limit_ || message_.size() > limit_ - frame_->left);
}

/// Reads the header of a frame. False: it has not come as a whole, or must not be.
bool Reader::begin_frame() {
  auto const bytes = unread();
  if (bytes.size() < 2) return false;
  if (!check(byte_at(bytes, 0), byte_at(bytes, 1))) return false;
  auto const length = byte_at(bytes, 1) & length_bits;
  std::size_t const more = length == length_in_eight ? 8 : length == length_in_two ? 2 : 0;
  if (bytes.size() < 2 + more + mask_size) return false;
  auto const payload = more == 0 ? length : number(bytes.substr(2, more));
  if (more == 2 && payload < length_in_two) return end(CloseCode::broken_rule, "sent a length in more bytes than it needs");
  if (more == 8 && payload <= 0xffff) return end(CloseCode::broken_rule, "sent a length in more bytes than it needs");
  if (payload >> 63 != 0) return end(CloseCode::broken_rule, "sent a negative length");
  Frame frame{static_cast<Opcode>(byte_at(bytes, 0) & opcode_bits), (byte_at(bytes, 0) & last_bit) != 0, {}, payload};
  std::ranges::copy(bytes.substr(2 + more, mask_size), frame.mask.begin());
  frame_ = frame;
  start_ += 2 + more + mask_size;
  return true;
}

/// What the first two bytes of a frame tell.
bool Reader::check(unsigned first, unsigned second) {
  auto const opcode = static_cast<Opcode>(first & opcode_bits);
  if ((first & reserved_bits) != 0) return end(CloseCode::broken_rule, "set a reserved bit");
  if ((second & masked_bit) == 0) return end(CloseCode::broken_rule, "sent a frame without a mask");
  if (!is_control(opcode)) return check_order(opcode);
  if (opcode > Opcode::pong) return end(CloseCode::broken_rule, "sent a frame of an unknown kind");
  if ((first & last_bit) == 0) return end(CloseCode::broken_rule, "sent a control frame in pieces");
  return (second & length_bits) <= longest_control || end(CloseCode::broken_rule, "sent a control frame that is too long");
}

bool Reader::check_order(Opcode opcode) {
  switch (opcode) {
    case Opcode::continuation: return in_message_ || end(CloseCode::broken_rule, "sent a continuation of nothing");
    case Opcode::text: return !in_message_ || end(CloseCode::broken_rule, "began a message within another");
    case Opcode::binary: return end(CloseCode::not_text, "sent a binary message");
    default: return end(CloseCode::broken_rule, "sent a frame of an unknown kind");
  }
}

/// What has come of the frame. Whether that is all of it.
bool Reader::take_payload() {
  if (overflown()) return false;
  auto const count = static_cast<std::size_t>(std::min<std::uint64_t>(frame_->left, unread().size()));
  append_unmasked(message_, count);
  frame_->left -= count;
  std::rotate(frame_->mask.begin(), frame_->mask.begin() + static_cast<std::ptrdiff_t>(count % mask_size), frame_->mask.end());
  return frame_->left == 0;
}

bool Reader::take_control() {
  if (unread().size() < frame_->left) return false;
  std::string payload;
  append_unmasked(payload, static_cast<std::size_t>(frame_->left));
  if (frame_->opcode == Opcode::ping) ping_ = std::move(payload);
  else if (frame_->opcode == Opcode::close) take_close(payload);
  return true;
}

void Reader::take_close(std::string_view payload) {
  auto const code = payload.size() < 2 ? 0 : number(payload.substr(0, 2));
  if (!payload.empty() && !may_be_sent(code)) {
    end(CloseCode::broken_rule, "closed with a code that must not be sent");
  } else if (!payload.empty() && !is_valid_utf8(payload.substr(2))) {
    end(CloseCode::not_utf8, "closed with a reason that is not UTF-8");
  } else {
    ending_ = Ending{static_cast<CloseCode>(code), "closed by the client", true};
  }
}

void Reader::append_unmasked(std::string& to, std::size_t count) {
  auto const begin = to.size();
  to.append(buffer_, start_, count);
  start_ += count;
  for (std::size_t i = 0; i < count; ++i)
    to[begin + i] =
        static_cast<char>(static_cast<unsigned char>(to[begin + i]) ^ static_cast<unsigned char>(frame_->mask[i % mask_size]));
}

bool Reader::end(CloseCode code, std::string_view reason) {
  ending_ = Ending{code, reason, false};
  return false;
}

/// Nothing more for now: keep the memory of what is unfinished alone.
void Reader::forget_what_was_read() {
  if (ending_) {
    buffer_ = message_ = std::string();
    start_ = 0;
  }
  if (start_ == 0) return;
  buffer_ = std::string(buffer_, start_);
  start_ = 0;
}

}  // namespace crosspoint::wire::websocket
