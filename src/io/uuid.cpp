#include "io/uuid.h"

#include <sodium.h>

#include <array>

namespace crosspoint::io {

std::string random_uuid() {
  std::array<unsigned char, 16> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
  std::array<char, 2 * bytes.size() + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  std::string text(hex.data());
  for (auto const dash : {8, 13, 18, 23}) text.insert(static_cast<std::size_t>(dash), 1, '-');
  return text;
}

}  // namespace crosspoint::io
