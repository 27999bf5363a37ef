#include "wire/base64/base64.h"

#include <array>
#include <cstdint>

namespace crosspoint::wire::base64 {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t no_digit = 64;

constexpr auto digits = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(no_digit);
  for (std::uint8_t value = 0; auto const digit : alphabet) values[static_cast<unsigned char>(digit)] = value++;
  return values;
}();

}  // namespace

std::string encode(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    auto const group = bytes.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) bits = (bits << 8) | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) out += i <= group.size() ? alphabet[(bits >> (18 - 6 * i)) & 63U] : '=';
  }
  return out;
}

std::optional<std::string> decode(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  std::size_t held = 0, count = 0, padding = 0;
  for (char const c : text) {
    if (c == '\n' || c == '\r' || c == ' ' || c == '\t') continue;
    if (c == '=') {
      ++padding;
      continue;
    }
    auto const digit = digits[static_cast<unsigned char>(c)];
    if (digit == no_digit || padding > 0) return std::nullopt;
    bits = (bits << 6) | digit;
    held += 6;
    ++count;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>((bits >> held) & 255U);
  }
  if (count % 4 == 1 || padding > 2) return std::nullopt;
  return out;
}

}  // namespace crosspoint::wire::base64
