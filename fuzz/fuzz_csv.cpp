// Any bytes as a table: every row begins on a later line than the one before it, and what was read is read again when written.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "wire/csv/encoding.h"
#include "wire/csv/reader.h"
#include "wire/csv/writer.h"

namespace csv = crosspoint::wire::csv;

namespace {

void expect_the_same_when_written(std::vector<std::string> const& fields) {
  std::string text;
  csv::append_row(text, {"a", "b"});
  csv::append_row(text, fields);
  csv::Reader reader(text);
  auto const row = reader.next();
  // A row of nothing but blanks is a blank line.
  if (row ? row->fields != fields : fields.size() > 1 || fields.front().find_first_not_of(" \t\r") != std::string::npos)
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = csv::to_utf8({reinterpret_cast<char const*>(data), size});
  if (!crosspoint::is_valid_utf8(text)) std::abort();
  csv::Reader reader(text);
  std::size_t line = 0;
  while (auto const row = reader.next()) {
    if (row->line <= line || row->fields.empty()) std::abort();
    line = row->line;
    if (!row->unclosed) expect_the_same_when_written(row->fields);
  }
  return 0;
}
