#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace crosspoint::wire::line {

/// Cuts what one client sends into lines, whatever the segments it arrives in. Drops blank lines and the CR before a LF; holds no
/// memory between lines. (protocol 1.2)
///
///     cutter.feed(bytes);
///     while (auto const line = cutter.next()) ...
///     if (cutter.overflown()) close the session
class Cutter {
 public:
  /// `limit`: bytes of the longest line that is let through, its LF not counted.
  explicit Cutter(std::size_t limit) : limit_(limit) {}

  void feed(std::string_view bytes);

  /// The next whole line without its end. The view lives until the next call of any member.
  [[nodiscard]] std::optional<std::string_view> next();

  /// After next() gave nothing: the line it stopped at is past the limit. Raising the limit may let it through.
  [[nodiscard]] bool overflown() const { return scanned_ - start_ > limit_; }

  void set_limit(std::size_t limit) { limit_ = limit; }

  /// Forgets every byte not yet handed out.
  void discard();

 private:
  std::string buffer_;
  std::size_t start_ = 0;    ///< first byte not yet handed out
  std::size_t scanned_ = 0;  ///< the line that starts there does not end before this byte
  std::size_t limit_;
};

}  // namespace crosspoint::wire::line
