#include "load/websocket.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace crosspoint::load {
namespace {

constexpr unsigned char continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10, last_bit = 0x80, mask_bit = 0x80;
constexpr std::size_t longest = 64 << 20, most_of_head = 4096;

unsigned char byte_at(std::string_view bytes, std::size_t place) { return static_cast<unsigned char>(bytes[place]); }

/// A number of `count` bytes, the most significant first.
std::uint64_t number_at(std::string_view bytes, std::size_t place, std::size_t count) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < count; ++i) number = number << 8U | byte_at(bytes, place + i);
  return number;
}

void append_number(std::string& out, std::uint64_t number, int count) {
  for (int shift = 8 * (count - 1); shift >= 0; shift -= 8)
    out += static_cast<char>(number >> static_cast<unsigned>(shift) & 0xFF);
}

std::string masked_frame(unsigned char opcode, std::string_view payload) {
  static constexpr std::array<char, 4> mask{'l', 'o', 'a', 'd'};  // hides nothing from anybody here, but the server insists
  std::string frame(1, static_cast<char>(last_bit | opcode));
  auto const size = payload.size();
  std::size_t const extended = size > 0xFFFF ? 8 : size > 125 ? 2 : 0;
  frame += static_cast<char>(mask_bit | (extended == 8 ? 127 : extended == 2 ? 126 : size));
  append_number(frame, size, static_cast<int>(extended));
  frame.append(mask.data(), mask.size());
  for (std::size_t i = 0; i < size; ++i) frame += static_cast<char>(payload[i] ^ mask[i % mask.size()]);
  return frame;
}

}  // namespace

WebSocketCutter::Cut WebSocketCutter::cut(Frame& frame) {
  auto const rest = std::string_view(buffer_).substr(start_);
  if (rest.size() < 2) return Cut::more;
  auto const length = byte_at(rest, 1);
  if ((length & mask_bit) != 0) return Cut::broken;
  std::size_t const extended = length == 127 ? 8 : length == 126 ? 2 : 0;
  if (rest.size() < 2 + extended) return Cut::more;
  auto const size = extended == 0 ? length : number_at(rest, 2, extended);
  if (size > longest) return Cut::broken;
  if (rest.size() < 2 + extended + size) return Cut::more;
  frame = {(byte_at(rest, 0) & last_bit) != 0, static_cast<unsigned char>(byte_at(rest, 0) & 0x0F),
           rest.substr(2 + extended, size)};
  start_ += 2 + extended + size;
  return Cut::frame;
}

WebSocketCutter::Got WebSocketCutter::next() {
  message_ = {};
  for (Frame frame;;) {
    switch (cut(frame)) {
      case Cut::broken: return Got::broken;
      case Cut::more: buffer_.erase(0, std::exchange(start_, 0)); return Got::nothing;
      case Cut::frame: break;
    }
    if (frame.opcode == close) return Got::closed;
    if (frame.opcode == ping) pongs_ += masked_frame(pong, frame.payload);
    if (frame.opcode > binary) continue;
    if (frame.opcode != continuation) parts_.clear();
    if (frame.last && parts_.empty()) {
      message_ = frame.payload;
      return Got::message;
    }
    parts_ += frame.payload;
    if (!frame.last) continue;
    message_ = parts_;
    return Got::message;
  }
}

std::string websocket_frame(std::string_view payload) { return masked_frame(text, payload); }

std::string websocket_request() {
  return "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bG9hZCBnZW5lcmF0b3IuLg==\r\n\r\n";
}

namespace {

class WebSocket final : public Carriage {
 public:
  explicit WebSocket(std::unique_ptr<Carriage> below) : below_(std::move(below)) {}

  Step begin(int socket) override {
    if (!asked_) {
      if (auto const step = below_->begin(socket); step != Step::done) return step;
      auto const request = websocket_request();
      asked_ = true;
      return below_->write(socket, request) == request.size() ? Step::wants_read : Step::failed;
    }
    std::vector<char> space(32 << 10);
    auto const received = below_->receive(socket, space);
    if (received.over) return Step::failed;
    head_.append(received.bytes.data(), received.bytes.size());
    auto const end = head_.find("\r\n\r\n");
    if (end == std::string::npos) return head_.size() < most_of_head ? Step::wants_read : Step::failed;
    if (!head_.starts_with("HTTP/1.1 101 ")) return Step::failed;
    cutter_.feed(std::string_view(head_).substr(end + 4));
    head_ = {};
    return Step::done;
  }

  /// A message and a line end are not longer than the frame that has brought it: the lines have room where the frames were.
  Received receive(int socket, std::span<char> space) override {
    auto raw = below_->receive(socket, space.subspan(space.size() / 2));
    if (raw.over) return raw;
    cutter_.feed({raw.bytes.data(), raw.bytes.size()});
    std::size_t filled = 0;
    for (;;) {
      switch (cutter_.next()) {
        case WebSocketCutter::Got::nothing: return {space.first(filled), false, cutter_.take_pongs()};
        case WebSocketCutter::Got::message: break;
        default: return {{}, true, {}};
      }
      auto const message = cutter_.message();
      if (filled + message.size() + 1 > space.size()) return {{}, true, {}};
      std::ranges::copy(message, space.begin() + static_cast<std::ptrdiff_t>(filled));
      filled += message.size();
      if (!message.ends_with('\n')) space[filled++] = '\n';
    }
  }

  void pack(std::string& out, std::string_view lines) const override {
    while (!lines.empty()) {
      auto const end = std::min(lines.find('\n'), lines.size());
      out += websocket_frame(lines.substr(0, end));
      lines.remove_prefix(std::min(end + 1, lines.size()));
    }
  }

  std::size_t write(int socket, std::string_view bytes) override { return below_->write(socket, bytes); }

 private:
  std::unique_ptr<Carriage> below_;
  bool asked_ = false;
  std::string head_;
  WebSocketCutter cutter_;
};

}  // namespace

std::unique_ptr<Carriage> make_websocket_carriage(std::unique_ptr<Carriage> below) {
  return std::make_unique<WebSocket>(std::move(below));
}

}  // namespace crosspoint::load
