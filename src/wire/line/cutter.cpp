#include "wire/line/cutter.h"

#include <algorithm>

namespace crosspoint::wire::line {
namespace {

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

}  // namespace

void Cutter::feed(std::string_view bytes) {
  buffer_.erase(0, start_);
  scanned_ -= start_;
  start_ = 0;
  buffer_ += bytes;
}

std::optional<std::string_view> Cutter::next() {
  while (true) {
    auto const end = buffer_.find('\n', scanned_);
    scanned_ = std::min(end, buffer_.size());
    if (end == std::string::npos || overflown()) break;
    auto line = std::string_view(buffer_).substr(start_, end - start_);
    start_ = scanned_ = end + 1;
    if (is_blank(line)) continue;
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }
  if (start_ > 0) {  // nothing more for now: keep the memory of the unfinished line alone
    buffer_ = std::string(buffer_, start_);
    scanned_ -= start_;
    start_ = 0;
  }
  return std::nullopt;
}

void Cutter::discard() {
  buffer_ = std::string();
  start_ = scanned_ = 0;
}

}  // namespace crosspoint::wire::line
