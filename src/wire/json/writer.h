#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/time.h"

namespace crosspoint::wire::json {

/// Text as a JSON string, quotes included. The text must be valid UTF-8.
void append_quoted(std::string& out, std::string_view text);

/// The object that is a whole line, with further members: `members` begins with a comma and is JSON already.
std::string extended(std::string_view line, std::string_view members);

/// Writes one CTI message straight into its line: for what is asked or told thousands of times a second, where building a value
/// first would cost five times as much. Keys are names of ours, in which nothing needs to be escaped.
///
///     Writer("getlist").text("function", "updatestatus").open("status").text("hintstatus", "8").close().line(now)
class Writer {
 public:
  Writer() : out_("{") {}  ///< an object that is no message
  explicit Writer(std::string_view message_class);

  /// Goes on where a serialised object ends.
  static Writer continuing(std::string object);

  Writer& text(std::string_view key, std::string_view value);
  Writer& text_or_null(std::string_view key, std::string_view value);  ///< null for an empty text
  Writer& number(std::string_view key, std::int64_t value);
  Writer& time(std::string_view key, WallTime value);  ///< in seconds since the epoch
  Writer& flag(std::string_view key, bool value);
  Writer& null(std::string_view key);
  Writer& serialised(std::string_view key, std::string_view value);  ///< JSON already
  Writer& open(std::string_view key);                                ///< begins an object
  Writer& close();                                                   ///< ends it

  /// An array of texts; of ids, their numbers.
  template <class Values>
  Writer& texts(std::string_view key, Values const& values) {
    begin(key, '[');
    for (auto const& value : values) item(value);
    out_ += ']';
    return *this;
  }

  /// The object without an end of line. The writer is empty afterwards.
  [[nodiscard]] std::string object();

  /// The whole line with `timenow` and LF. The writer is empty afterwards.
  [[nodiscard]] std::string line(WallTime now);

 private:
  void name(std::string_view key);
  void begin(std::string_view key, char bracket);
  void separate();
  void item(std::string_view value);
  void item(std::int64_t number);
  template <class Tag>
  void item(Id<Tag> id) {
    item(id.value);
  }

  std::string out_;
};

}  // namespace crosspoint::wire::json
