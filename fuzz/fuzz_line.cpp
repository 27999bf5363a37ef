// What one client sends, in segments of any length: the lines are the same as if all had come at once.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "wire/line/cutter.h"

namespace {

constexpr std::size_t limit = 64;

/// The lines up to the first that is too long.
std::vector<std::string> cut(std::string_view bytes, std::size_t segment) {
  crosspoint::wire::line::Cutter cutter(limit);
  std::vector<std::string> lines;
  for (; !bytes.empty() && !cutter.overflown(); bytes.remove_prefix(std::min(segment, bytes.size()))) {
    cutter.feed(bytes.substr(0, segment));
    while (auto const line = cutter.next()) lines.emplace_back(*line);
  }
  return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  auto const lines = cut(bytes, bytes.size());
  if (lines != cut(bytes, data[0] % 16U + 1U)) std::abort();
  for (auto const& line : lines)
    if (line.empty() || line.size() > limit || line.find('\n') != std::string::npos) std::abort();
  return 0;
}
