#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace crosspoint {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/// Length of the valid UTF-8 sequence at the start of `text`, 0 if there is none (RFC 3629, table 3-7 of Unicode).
std::size_t sequence_length(std::string_view text) {
  auto const at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  auto const first = at(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return is_continuation(static_cast<unsigned char>(at(1))) ? 2 : 0;
  auto const second = at(1);
  auto const tail = [&](std::size_t from, std::size_t to) {
    for (auto i = from; i < to; ++i)
      if (!is_continuation(static_cast<unsigned char>(at(i)))) return false;
    return true;
  };
  if (first >= 0xE0 && first <= 0xEF) {
    auto const low = first == 0xE0 ? 0xA0U : 0x80U;
    auto const high = first == 0xED ? 0x9FU : 0xBFU;
    return second >= low && second <= high && tail(2, 3) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    auto const low = first == 0xF0 ? 0x90U : 0x80U;
    auto const high = first == 0xF4 ? 0x8FU : 0xBFU;
    return second >= low && second <= high && tail(2, 4) ? 4 : 0;
  }
  return 0;
}

/// How many of the first bytes are ASCII, in eights: nearly all text is, and every message of the exchange is looked at.
std::size_t ascii_length(std::string_view text) {
  std::size_t length = 0;
  for (std::uint64_t eight = 0; length + sizeof eight <= text.size(); length += sizeof eight) {
    std::memcpy(&eight, text.data() + length, sizeof eight);
    if ((eight & 0x8080808080808080U) != 0) break;
  }
  return length;
}

}  // namespace

bool less_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::lexicographical_compare(a, b, {}, lower, lower);
}

std::string in_lower_case(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), lower);
  return small;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::int64_t> to_integer(std::string_view text) {
  std::int64_t value = 0;
  auto const* const end = text.data() + text.size();
  auto const [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return value;
}

std::string hexadecimal(std::uint64_t number) {
  std::array<char, 16> digits{};
  auto const [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16);
  return {digits.data(), end};
}

std::size_t valid_utf8_length(std::string_view text) {
  auto rest = text;
  while (!rest.empty()) {
    if (auto const ascii = ascii_length(rest); ascii != 0) {
      rest.remove_prefix(ascii);
      continue;
    }
    auto const length = sequence_length(rest);
    if (length == 0) break;
    rest.remove_prefix(length);
  }
  return text.size() - rest.size();
}

bool is_valid_utf8(std::string_view text) { return valid_utf8_length(text) == text.size(); }

std::string valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (true) {
    auto const length = valid_utf8_length(text);
    out += text.substr(0, length);
    if (length == text.size()) return out;
    out += "\xEF\xBF\xBD";
    text.remove_prefix(length + 1);
  }
}

}  // namespace crosspoint
