#include "wire/ami/md5.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace crosspoint::wire::ami {
namespace {

using State = std::array<std::uint32_t, 4>;

constexpr std::array<std::array<int, 4>, 4> shifts{{{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};

/// The constants of RFC 1321: the integer part of 2^32 * |sin(i + 1)|.
std::uint32_t constant(std::size_t i) {
  return static_cast<std::uint32_t>(std::floor(std::ldexp(std::fabs(std::sin(static_cast<double>(i + 1))), 32)));
}

std::uint32_t word(std::string_view block, std::size_t index) {
  std::uint32_t value = 0;
  for (std::size_t byte = 4; byte-- > 0;) value = value << 8 | static_cast<unsigned char>(block[4 * index + byte]);
  return value;
}

void digest(State& state, std::string_view block) {
  auto [a, b, c, d] = state;
  for (std::size_t i = 0; i < 64; ++i) {
    auto const round = i / 16;
    std::uint32_t mixed = 0;
    std::size_t index = 0;
    switch (round) {
      case 0: mixed = (b & c) | (~b & d), index = i; break;
      case 1: mixed = (d & b) | (~d & c), index = (5 * i + 1) % 16; break;
      case 2: mixed = b ^ c ^ d, index = (3 * i + 5) % 16; break;
      default: mixed = c ^ (b | ~d), index = 7 * i % 16;
    }
    mixed += a + constant(i) + word(block, index);
    a = d;
    d = c;
    c = b;
    b += std::rotl(mixed, shifts[round][i % 4]);
  }
  state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d};
}

}  // namespace

std::string md5_hex(std::string_view text) {
  std::string padded(text);
  padded += '\x80';
  while (padded.size() % 64 != 56) padded += '\0';
  auto const bits = static_cast<std::uint64_t>(text.size()) * 8;
  for (int i = 0; i < 8; ++i) padded += static_cast<char>(bits >> (8 * i) & 0xff);
  State state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  for (std::size_t at = 0; at < padded.size(); at += 64) digest(state, std::string_view(padded).substr(at, 64));
  std::string hex;
  for (auto const part : state)
    for (int i = 0; i < 4; ++i) {
      auto const byte = part >> (8 * i) & 0xff;
      hex += "0123456789abcdef"[byte >> 4];
      hex += "0123456789abcdef"[byte & 15];
    }
  return hex;
}

}  // namespace crosspoint::wire::ami
