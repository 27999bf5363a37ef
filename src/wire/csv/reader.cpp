#include "wire/csv/reader.h"

#include <algorithm>

namespace crosspoint::wire::csv {
namespace {

constexpr std::string_view blanks = " \t\r";

bool is_blank(std::string_view line) { return line.find_first_not_of(blanks) == std::string_view::npos; }

std::string trimmed(std::string_view text) {
  auto const first = std::min(text.find_first_not_of(blanks), text.size());
  return std::string(text.substr(first, text.find_last_not_of(blanks) + 1 - first));
}

/// The one that stands more often outside of quotes.
char separator_of(std::string_view line) {
  std::ptrdiff_t semicolons = 0;
  std::ptrdiff_t commas = 0;
  for (bool quoted = false; auto const c : line) {
    if (c == '"') quoted = !quoted;
    else if (c == ';' && !quoted) ++semicolons;
    else if (c == ',' && !quoted) ++commas;
  }
  return semicolons > commas ? ';' : ',';
}

}  // namespace

Reader::Reader(std::string_view text) : text_(text) {
  skip_blank_lines();
  separator_ = separator_of(rest_of_line());
  if (auto row = next())
    for (auto const& name : row->fields) header_.push_back(trimmed(name));
}

std::optional<Row> Reader::next() {
  skip_blank_lines();
  if (text_.empty()) return std::nullopt;
  auto const begin = text_;
  Row row{line_, {}};
  while (true) {
    row.unclosed = !read_field(row.fields.emplace_back());
    if (row.unclosed || !text_.starts_with(separator_)) break;
    text_.remove_prefix(1);
  }
  if (row.unclosed) {
    text_ = begin;
    line_ = row.line;
    text_.remove_prefix(rest_of_line().size());
  }
  end_line();
  return row;
}

void Reader::skip_blank_lines() {
  while (!text_.empty() && is_blank(rest_of_line())) {
    text_.remove_prefix(rest_of_line().size());
    end_line();
  }
}

std::string_view Reader::rest_of_line() const { return text_.substr(0, text_.find('\n')); }

/// Up to the next separator, line end or end of text; false if a quote has no end.
bool Reader::read_field(std::string& out) {
  if (text_.starts_with('"')) {
    text_.remove_prefix(1);
    while (true) {
      auto const quote = text_.find('"');
      if (quote == std::string_view::npos) return false;
      auto const part = text_.substr(0, quote);
      line_ += static_cast<std::size_t>(std::ranges::count(part, '\n'));
      out += part;
      text_.remove_prefix(quote + 1);
      if (!text_.starts_with('"')) break;
      out += '"';
      text_.remove_prefix(1);
    }
  }
  auto plain = text_.substr(0, text_.find_first_of(separator_ == ';' ? ";\n" : ",\n"));
  text_.remove_prefix(plain.size());
  if (plain.ends_with('\r') && !text_.starts_with(separator_)) plain.remove_suffix(1);
  out += plain;
  return true;
}

void Reader::end_line() {
  if (text_.empty()) return;
  text_.remove_prefix(1);
  ++line_;
}

}  // namespace crosspoint::wire::csv
