#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosspoint::wire::csv {

/// One row below the header.
struct Row {
  std::size_t line;  ///< where it begins: lines of the text are counted, the first is 1
  std::vector<std::string> fields;
  bool unclosed = false;  ///< a double quote without its end: the row is one line, its fields are worth nothing
};

/// Reads a table as spreadsheets write it. The first line that is not blank names the fields, and tells whether commas or
/// semicolons separate. A field in double quotes may hold separators, line ends and, doubled, quotes. Lines end with CR LF or LF,
/// blank ones are skipped. Whatever comes in, a broken row spoils no other.
///
///     Reader reader(text);  // UTF-8, see to_utf8
///     while (auto const row = reader.next()) ...
class Reader {
 public:
  /// The text has to live as long as the reader.
  explicit Reader(std::string_view text);

  /// Names of the fields, without spaces around them; none if the text is blank.
  [[nodiscard]] std::vector<std::string> const& header() const { return header_; }

  std::optional<Row> next();

 private:
  void skip_blank_lines();
  [[nodiscard]] std::string_view rest_of_line() const;
  bool read_field(std::string& out);
  void end_line();

  std::string_view text_;  ///< what is still to be read
  std::size_t line_ = 1;
  char separator_ = ',';
  std::vector<std::string> header_;
};

}  // namespace crosspoint::wire::csv
