#include "wire/json/reader.h"

#include <charconv>
#include <optional>

#include "base/text.h"

namespace crosspoint::wire::json {
namespace {

constexpr std::size_t escape_length = 6;  ///< of \uXXXX
constexpr std::string_view replacement = "\\ufffd";

/// The code unit of the escape \uXXXX that the text begins with.
std::optional<unsigned> escaped_unit(std::string_view text) {
  if (text.size() < escape_length || !text.starts_with("\\u")) return std::nullopt;
  unsigned unit = 0;
  auto const* const end = text.data() + escape_length;
  auto const [rest, fault] = std::from_chars(text.data() + 2, end, unit, 16);
  return fault == std::errc{} && rest == end ? std::optional(unit) : std::nullopt;
}

bool is_first_half(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_second_half(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// The same with U+FFFD for each half of a surrogate pair whose other half is not beside it.
std::string with_whole_pairs(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    auto taken = text.front() == '\\' ? std::min<std::size_t>(2, text.size()) : std::min(text.find('\\'), text.size());
    auto kept = text.substr(0, taken);
    if (auto const unit = escaped_unit(text)) {
      auto const next = escaped_unit(text.substr(escape_length));
      auto const is_pair = is_first_half(*unit) && next && is_second_half(*next);
      taken = is_pair ? 2 * escape_length : escape_length;
      kept = !is_pair && (is_first_half(*unit) || is_second_half(*unit)) ? replacement : text.substr(0, taken);
    }
    out += kept;
    text.remove_prefix(taken);
  }
  return out;
}

}  // namespace

boost::json::value read(std::string_view text, boost::system::error_code& error, boost::json::storage_ptr memory) {
  auto value = boost::json::parse({text.data(), text.size()}, error, memory);
  if (!error) return value;
  // Rare, and mostly what is no JSON at all: it is read again once what is no text is mended.
  auto const mended = with_whole_pairs(valid_utf8(text));
  return mended == text ? value : boost::json::parse(mended, error, std::move(memory));
}

}  // namespace crosspoint::wire::json
