#include "wire/ami/cutter.h"

#include <algorithm>

#include "base/text.h"

namespace crosspoint::wire::ami {
namespace {

constexpr std::string_view end_of_message = "\r\n\r\n";

void read_headers(std::string_view block, Message& message) {
  message.clear();
  while (!block.empty()) {
    auto const end = std::min(block.find("\r\n"), block.size());
    auto const line = block.substr(0, end);
    block.remove_prefix(std::min(end + 2, block.size()));
    auto const colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    auto value = line.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    message.add(line.substr(0, colon), value);
  }
}

}  // namespace

void Cutter::feed(std::string_view bytes) {
  if (overflown_) return;
  buffer_.erase(0, start_);
  scanned_ -= start_;
  start_ = 0;
  buffer_ += bytes;
}

bool Cutter::take_banner() {
  auto const end = buffer_.find("\r\n", start_);
  if (end == std::string::npos) return false;
  banner_ = valid_utf8(std::string_view(buffer_).substr(start_, end - start_));
  start_ = scanned_ = end + 2;
  wants_banner_ = false;
  return true;
}

Message const* Cutter::next() {
  while (!overflown_) {
    if (wants_banner_ && !take_banner()) break;
    auto const end = buffer_.find(end_of_message, scanned_);
    if (end == std::string::npos) {
      // The mark itself may be cut: keep its first three bytes in view.
      scanned_ = std::max(start_, buffer_.size() - std::min<std::size_t>(buffer_.size(), end_of_message.size() - 1));
      break;
    }
    auto block = std::string_view(buffer_).substr(start_, end - start_);
    if (!is_valid_utf8(block)) block = cleaned_ = valid_utf8(block);
    start_ = scanned_ = end + end_of_message.size();
    read_headers(block, message_);
    if (!message_.headers().empty()) return &message_;
  }
  overflown_ = overflown_ || buffer_.size() - start_ > limit_;
  return nullptr;
}

}  // namespace crosspoint::wire::ami
