// Every recorded stream of a real exchange, through the whole server: what clients are told of it, byte for byte, is what stands
// beside it in tests/expectations. After a wanted change: CROSSPOINT_RENEW_EXPECTATIONS=1 core_test, then read the difference in
// git.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <functional>

#include "core/house_fixture.h"

namespace crosspoint::core {
namespace {

namespace fs = std::filesystem;

fs::path const tests = fs::path(CROSSPOINT_SOURCE_DIR) / "tests";

/// A house in which everybody is logged in and watches everybody.
void open(House& house) {
  house.pass(std::chrono::seconds(1));
  house.log_in_everybody();
  for (std::int64_t line = 1; line <= 6; ++line)
    house.say(SessionId{101},
              R"({"class":"register_endpoint_status_update","endpoint_ids":[["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10",)" +
                  std::to_string(line) + "]]}");
  house.lines.clear();
}

std::string run(std::string const& stream) {
  House house;
  open(house);
  house.replay(stream);
  std::string told;
  for (auto const& line : house.lines) told += line;
  return told;
}

/// Where a stream is cut into what is read at once.
using Cut = std::function<std::size_t(std::string_view rest)>;

/// All that the server does about a stream that comes in no time, before anything that it asks is answered.
flow::Effects effects_of(std::string_view stream, Cut const& cut) {
  House house;
  open(house);
  flow::Effects all;
  while (!stream.empty()) {
    auto const length = std::min(stream.size(), cut(stream));
    std::ranges::move(house.core().step(flow::AmiBytes{flow::AmiLink::events, std::string(stream.substr(0, length))}, house.now),
                      std::back_inserter(all));
    stream.remove_prefix(length);
  }
  return all;
}

class Replay : public testing::TestWithParam<std::string> {};

TEST_P(Replay, T005_TellsClientsWhatIsExpectedAndTheSameEveryTime) {
  auto const stream = House::read_file(tests / "transcripts" / (GetParam() + ".ami"));
  ASSERT_FALSE(stream.empty());
  auto const told = run(stream);
  EXPECT_EQ(told, run(stream));
  auto const expectation = tests / "expectations" / (GetParam() + ".txt");
  if (std::getenv("CROSSPOINT_RENEW_EXPECTATIONS")) {
    fs::create_directories(expectation.parent_path());
    std::ofstream(expectation, std::ios::binary) << told;
  }
  ASSERT_TRUE(fs::exists(expectation)) << "no expectation for this transcript";
  EXPECT_EQ(told, House::read_file(expectation));
}

TEST_P(Replay, T005_DoesTheSameHoweverTheBytesAreCut) {
  auto const stream = House::read_file(tests / "transcripts" / (GetParam() + ".ami"));
  auto const whole = effects_of(stream, [](std::string_view rest) { return rest.size(); });
  EXPECT_TRUE(effects_of(stream, [](std::string_view) { return 1; }) == whole);
  EXPECT_TRUE(effects_of(stream, [](std::string_view) { return 512; }) == whole);
  EXPECT_TRUE(effects_of(stream, [](std::string_view rest) { return std::min(rest.find("\r\n\r\n"), rest.size() - 4) + 4; }) ==
              whole);
}

std::vector<std::string> transcripts() {
  std::vector<std::string> names;
  for (auto const& entry : fs::recursive_directory_iterator(tests / "transcripts"))
    if (entry.path().extension() == ".ami")
      names.push_back(fs::relative(entry.path(), tests / "transcripts").replace_extension().string());
  std::ranges::sort(names);
  return names;
}

std::string test_name(testing::TestParamInfo<std::string> const& transcript) {
  auto name = transcript.param;
  std::ranges::replace_if(
      name, [](char c) { return c == '-' || c == '/'; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Transcripts, Replay, testing::ValuesIn(transcripts()), test_name);

}  // namespace
}  // namespace crosspoint::core
