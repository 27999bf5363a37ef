// Any lines through the side doors: each is answered once, or its sender shown the door, and an answer is whole lines of text
// without anything that would steer a terminal.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/house_fixture.h"

namespace {

using crosspoint::VisitorId;
using crosspoint::flow::Door;

bool is_plain(std::string_view text) {
  return text.ends_with('\n') && std::ranges::none_of(text, [](char c) { return c == '\x1b' || c == '\r' || c == '\0'; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  crosspoint::core::House house;
  house.log_in(crosspoint::SessionId{1}, "1001");
  std::string_view bytes(reinterpret_cast<char const*>(data), size);
  while (!bytes.empty()) {
    auto const line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
    for (auto const door : {Door::notices, Door::console}) {
      house.visited.clear();
      house.give(crosspoint::flow::VisitorLine{VisitorId{1}, door, std::string(line)});
      auto const answers = std::ranges::count_if(house.visited, [](auto const& said) { return !said.starts_with("tell "); });
      if (answers != 1) std::abort();
      for (auto const& said : house.visited)
        if (said != "dismiss 1" && !is_plain(said)) std::abort();
    }
  }
  return 0;
}
