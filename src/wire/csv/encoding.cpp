#include "wire/csv/encoding.h"

#include <array>
#include <cstdint>

#include "base/text.h"

namespace crosspoint::wire::csv {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The characters of the bytes 0x80 to 0x9F; those that Windows-1252 leaves undefined stand for themselves.
constexpr std::array<std::uint16_t, 32> windows_1252{0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                     0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

void append(std::string& out, unsigned character) {
  if (character < 0x80) {
    out += static_cast<char>(character);
  } else if (character < 0x800) {
    out += static_cast<char>(0xC0 | (character >> 6));
    out += static_cast<char>(0x80 | (character & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (character >> 12));
    out += static_cast<char>(0x80 | ((character >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (character & 0x3F));
  }
}

}  // namespace

std::string to_utf8(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  if (is_valid_utf8(bytes)) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (auto const c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    append(out, byte >= 0x80 && byte <= 0x9F ? windows_1252[byte - 0x80U] : byte);
  }
  return out;
}

}  // namespace crosspoint::wire::csv
