#include "base/printable.h"

#include <cstdint>

#include "base/text.h"

namespace crosspoint {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

/// The code point at the start of valid UTF-8. All those of four bytes are harmless and count as one.
std::uint32_t code_point(std::string_view text) {
  auto const at = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  if (at(0) < 0x80) return at(0);
  if (at(0) < 0xE0) return (at(0) & 0x1F) << 6 | (at(1) & 0x3F);
  if (at(0) < 0xF0) return (at(0) & 0x0F) << 12 | (at(1) & 0x3F) << 6 | (at(2) & 0x3F);
  return 0x10000;
}

std::size_t length(std::string_view text) {
  auto const first = static_cast<unsigned char>(text[0]);
  return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

bool is_harmful(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) ||  // control characters
         c == 0x2028 || c == 0x2029 ||           // line and paragraph separators
         c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);  // direction of writing
}

std::string escaped(std::uint32_t c) {
  switch (c) {
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: break;
  }
  std::string out = c < 0x100 ? "\\x" : "\\u";
  for (int shift = c < 0x100 ? 4 : 12; shift >= 0; shift -= 4) out += digits[c >> shift & 0xF];
  return out;
}

}  // namespace

std::string printable(std::string_view text) {
  auto const valid = valid_utf8(text);
  std::string out;
  out.reserve(valid.size());
  for (std::string_view rest = valid; !rest.empty(); rest.remove_prefix(length(rest))) {
    auto const c = code_point(rest);
    if (is_harmful(c)) {
      out += escaped(c);
    } else {
      out += rest.substr(0, length(rest));
    }
  }
  return out;
}

}  // namespace crosspoint
