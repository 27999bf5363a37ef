#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "wire/ami/message.h"

namespace crosspoint::wire::ami {

/// Cuts one direction of an AMI connection into messages, whatever the segments it arrives in. What is not UTF-8 becomes U+FFFD
/// here: nobody after it has to ask. (telephony 1.3, T001, T005, T010)
///
///     cutter.feed(bytes);
///     while (auto const* message = cutter.next()) ...
///     if (cutter.overflown()) close the link
class Cutter {
 public:
  static constexpr std::size_t default_limit = 1 << 20;

  enum class Banner {
    expected,  ///< the side of a client: the first line is Asterisk's greeting
    none,      ///< the side of an exchange, or a stream that starts in the middle
  };

  explicit Cutter(Banner banner = Banner::expected, std::size_t limit = default_limit)
      : limit_(limit), wants_banner_(banner == Banner::expected) {}

  void feed(std::string_view bytes);

  /// The next whole message, or null. The views in it live until the next call of next() or feed().
  [[nodiscard]] Message const* next();

  /// The greeting without its line end, once it has arrived: "Asterisk Call Manager/5.0.4".
  [[nodiscard]] std::string const& banner() const { return banner_; }

  /// One message has grown past the limit: nothing more will come, the link has to be dropped.
  [[nodiscard]] bool overflown() const { return overflown_; }

 private:
  bool take_banner();

  std::string buffer_;
  std::size_t start_ = 0;    ///< first byte not yet handed out
  std::size_t scanned_ = 0;  ///< no message ends before this byte
  std::size_t limit_;
  bool wants_banner_;
  bool overflown_ = false;
  std::string banner_;
  Message message_;
  std::string cleaned_;  ///< the present message, where it was not UTF-8
};

}  // namespace crosspoint::wire::ami
