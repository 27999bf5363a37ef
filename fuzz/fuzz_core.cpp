// Any lines from a client that is logged in and from one that is not: the core lives, and whatever it says is one JSON object a
// line.
#include <boost/json.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/house_fixture.h"

namespace {

using crosspoint::SessionId;

constexpr SessionId known{10}, stranger{11};

/// "10 {...}\n", as House keeps it.
void expect_one_object(std::string_view kept) {
  auto const line = kept.substr(kept.find(' ') + 1);
  if (line == "closed\n") return;
  if (line.find('\n') != line.size() - 1) std::abort();
  boost::system::error_code failed;
  auto const value = boost::json::parse(line.substr(0, line.size() - 1), failed);
  if (failed || !value.is_object()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  crosspoint::core::House house;
  house.log_in(known, "1001");
  house.give(crosspoint::flow::ClientOpened{stranger, "127.0.0.2", crosspoint::flow::Face::plain});
  std::string_view bytes(reinterpret_cast<char const*>(data), size);
  while (!bytes.empty()) {
    auto const line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
    house.say(known, std::string(line));
    house.say(stranger, std::string(line));
  }
  house.pass(std::chrono::seconds(1));
  for (auto const& line : house.lines) expect_one_object(line);
  return 0;
}
