#include "io/fax/tiff.h"

#include <cstdint>

namespace crosspoint::io::fax {
namespace {

constexpr int most_pages = 100'000;  ///< a file whose chain of pages leads back into itself has no more either
constexpr std::size_t bytes_of_entry = 12;

/// Numbers in the byte order of the file.
struct Reader {
  std::string_view bytes;
  bool big_endian;

  [[nodiscard]] std::optional<std::uint32_t> number(std::size_t at, std::size_t size) const {
    if (at > bytes.size() || bytes.size() - at < size) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value = (value << 8) | static_cast<unsigned char>(bytes[at + (big_endian ? i : size - 1 - i)]);
    return value;
  }
};

}  // namespace

std::optional<int> pages_of_tiff(std::string_view bytes) {
  Reader const in{bytes, bytes.starts_with("MM")};
  if ((!in.big_endian && !bytes.starts_with("II")) || in.number(2, 2) != 42U) return std::nullopt;
  int pages = 0;
  auto directory = in.number(4, 4);
  while (directory && *directory != 0) {
    if (++pages > most_pages) return std::nullopt;
    auto const entries = in.number(*directory, 2);
    if (!entries) return std::nullopt;
    directory = in.number(*directory + 2 + *entries * bytes_of_entry, 4);
  }
  return directory ? std::optional(pages) : std::nullopt;
}

}  // namespace crosspoint::io::fax
