#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.h"

namespace crosspoint::wire::json {

/// Text as a JSON string, quotes included. The text must be valid UTF-8.
void append_quoted(std::string& out, std::string_view text);

/// Writes one CTI message straight into its line: for what is told to thousands, where building a value first would cost five
/// times as much.
///
///     Writer("getlist").text("function", "updatestatus").open("status").text("hintstatus", "8").close().line(now)
class Writer {
 public:
  explicit Writer(std::string_view message_class);

  Writer& text(std::string_view key, std::string_view value);
  Writer& number(std::string_view key, std::int64_t value);
  Writer& open(std::string_view key);  ///< begins an object
  Writer& close();                     ///< ends it

  /// The whole line with `timenow` and LF. The writer is empty afterwards.
  [[nodiscard]] std::string line(Time now);

 private:
  void key(std::string_view name);

  std::string out_;
};

/// Adds `timenow` to a serialised, non-empty object, and the LF.
[[nodiscard]] std::string finish_line(std::string object, Time now);

}  // namespace crosspoint::wire::json
