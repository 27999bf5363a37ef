// Any bytes from an Asterisk, through the whole server, with clients that watch and act: it lives, tells clients nothing but JSON
// in UTF-8, sends Asterisk nothing that means more than itself, and all of that however the bytes are cut.
#include <boost/json.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/hostile_text.h"
#include "core/house_fixture.h"

namespace {

using namespace crosspoint;

/// Without time to pass, and without answers of the exchange: these would come between other bytes.
flow::Effects effects_of(core::House& house, std::string_view bytes, std::size_t at_once) {
  flow::Effects all;
  while (!bytes.empty()) {
    auto const length = std::min(bytes.size(), at_once);
    std::ranges::move(house.core().step(flow::AmiBytes{flow::AmiLink::events, std::string(bytes.substr(0, length))}, house.now),
                      std::back_inserter(all));
    bytes.remove_prefix(length);
  }
  return all;
}

void look_at(std::string_view kept) {
  auto const line = kept.substr(kept.find(' ') + 1);
  if (line == "closed\n") return;
  boost::system::error_code failed;
  auto const value = boost::json::parse(line.substr(0, line.size() - 1), failed);  // refuses what is not UTF-8
  if (failed || !value.is_object()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  core::House house;
  house.pass(std::chrono::seconds(1));
  house.log_in_everybody();
  house.lines.clear();
  house.sent.clear();
  house.replay(bytes);
  for (auto const* const request : {R"({"class":"attended_transfer","number":"1003"})", R"({"class":"complete_transfer"})",
                                    R"({"class":"hold"})", R"({"class":"answer","unique_id":"1"})", R"({"class":"hangup"})"})
    house.say(SessionId{101}, request);
  for (auto const& line : house.lines) look_at(line);
  if (!core::faults_in_ami(house.sent).empty()) std::abort();

  core::House one, other;
  for (auto* const each : {&one, &other}) {
    each->pass(std::chrono::seconds(1));
    each->log_in_everybody();
  }
  if (effects_of(one, bytes, size) != effects_of(other, bytes, 1)) std::abort();
  return 0;
}
