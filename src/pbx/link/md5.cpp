#include "pbx/link/md5.h"

#include <array>
#include <bit>
#include <cstdint>

namespace crosspoint::pbx {
namespace {

using Words = std::array<std::uint32_t, 4>;

// RFC 1321, 3.4: how far each step rotates, four numbers a round.
constexpr std::array<std::array<int, 4>, 4> rotations{{{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};

// The integer part of 4294967296 * abs(sin(i + 1)).
constexpr std::array<std::uint32_t, 64> sines{
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501, 0x698098d8, 0x8b44f7af,
    0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa,
    0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8,
    0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665, 0xf4292244, 0x432aff97,
    0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1, 0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1,
    0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};

std::uint32_t mix(std::size_t round, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  switch (round) {
    case 0: return (b & c) | (~b & d);
    case 1: return (b & d) | (c & ~d);
    case 2: return b ^ c ^ d;
    default: return c ^ (b | ~d);
  }
}

void digest_block(Words& state, std::string_view block) {
  static constexpr std::array<std::size_t, 4> stride{1, 5, 3, 7}, offset{0, 1, 5, 0};
  auto const word = [&](std::size_t index) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
      value |= static_cast<std::uint32_t>(static_cast<unsigned char>(block[index * 4 + i])) << (8 * i);
    return value;
  };
  auto [a, b, c, d] = state;
  for (std::size_t step = 0; step < 64; ++step) {
    auto const round = step / 16;
    auto const sum = a + mix(round, b, c, d) + word((step * stride[round] + offset[round]) % 16) + sines[step];
    a = d;
    d = c;
    c = b;
    b += std::rotl(sum, rotations[round][step % 4]);
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

}  // namespace

std::string md5_hex(std::string_view text) {
  std::string padded(text);
  padded += '\x80';
  while (padded.size() % 64 != 56) padded += '\0';
  auto const bits = static_cast<std::uint64_t>(text.size()) * 8;
  for (unsigned i = 0; i < 8; ++i) padded += static_cast<char>(bits >> (8 * i) & 0xFF);

  Words state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  for (std::size_t at = 0; at < padded.size(); at += 64) digest_block(state, std::string_view(padded).substr(at, 64));

  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (auto const word : state)
    for (unsigned byte = 0; byte < 4; ++byte) {
      auto const value = word >> (8 * byte) & 0xFF;
      out += digits[value >> 4];
      out += digits[value & 15];
    }
  return out;
}

}  // namespace crosspoint::pbx
