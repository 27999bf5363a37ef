#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace crosspoint::app::client {

/// Cuts what arrives into lines.
class Lines {
 public:
  void feed(std::string_view bytes) { buffer_ += bytes; }

  /// The next whole line without its end.
  std::optional<std::string> next() {
    auto const end = buffer_.find('\n', scanned_);
    if (end == std::string::npos) {
      scanned_ = buffer_.size();
      return std::nullopt;
    }
    auto line = buffer_.substr(0, end);
    buffer_.erase(0, end + 1);
    scanned_ = 0;
    if (line.ends_with('\r')) line.pop_back();
    return line;
  }

  /// What has come without a line end so far; forgets it.
  std::string rest() {
    scanned_ = 0;
    return std::exchange(buffer_, {});
  }

  [[nodiscard]] std::size_t size() const { return buffer_.size(); }

 private:
  std::string buffer_;
  std::size_t scanned_ = 0;  ///< no line ends before
};

}  // namespace crosspoint::app::client
