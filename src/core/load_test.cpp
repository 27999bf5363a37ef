// Many calls at once: everything of them is told, and nothing of them is kept. How fast that goes, bench/ says.
#include <gmock/gmock.h>

#include <deque>
#include <filesystem>

#include "core/house_fixture.h"

namespace crosspoint::core {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

std::string transcript(std::string const& name) {
  return House::read_file(std::filesystem::path(CROSSPOINT_SOURCE_DIR) / "tests" / "transcripts" / (name + ".ami"));
}

std::string replaced(std::string text, std::string_view from, std::string const& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// The messages of one recorded call as if it were the `number`th one: channels, calls and bridges have names of their own.
std::deque<std::string> call(std::string const& recorded, int number) {
  auto const own = std::to_string(1000 + number);
  auto text = replaced(replaced(recorded, "1795451", own + "451"), "-0000", "-" + own);
  if (auto const at = recorded.find("BridgeUniqueid: "); at != std::string::npos)
    text = replaced(text, recorded.substr(at + 16, 8), "bridge" + own);
  std::deque<std::string> messages;
  while (!text.empty()) {
    auto const end = std::min(text.size(), text.find("\r\n\r\n") + 4);
    messages.push_back(text.substr(0, end));
    text.erase(0, end);
  }
  return messages;
}

/// Begins a call in every `interval` and lets each go on by one message a millisecond.
void carry(House& house, std::string const& recorded, int calls, std::chrono::milliseconds interval) {
  std::deque<std::deque<std::string>> under_way;
  for (auto begun = 0; begun < calls || !under_way.empty();) {
    if (begun < calls) under_way.push_back(call(recorded, begun++));
    for (auto moment = interval; moment.count() > 0; --moment) {
      for (auto& each : under_way) {
        house.give(flow::AmiBytes{flow::AmiLink::events, each.front()});
        each.pop_front();
      }
      std::erase_if(under_way, [](auto const& each) { return each.empty(); });
      house.pass(std::chrono::milliseconds(1));
    }
  }
  house.pass(std::chrono::seconds(3));
}

struct LoadTest : testing::Test {
  LoadTest() {
    house.pass(std::chrono::seconds(1));
    house.log_in(alice, "1001");
    before = house.core().exchange().model().counts();
  }

  House house;
  pbx::Model::Counts before;
};

TEST_F(LoadTest, T193_AHundredCallsInASecondLeaveNothingBehind) {
  auto const calls = 1000;
  carry(house, transcript("call-internal-answered"), calls, std::chrono::milliseconds(10));
  auto after = house.core().exchange().model().counts();
  after.hints -= 2;  // the two lines: known from now on
  EXPECT_EQ(after, before);
  EXPECT_EQ(
      std::ranges::count_if(house.changes, [](auto const& change) { return std::holds_alternative<flow::SaveCall>(change); }),
      2 * calls)
      << "a call is one entry for who placed it and one for who took it";
  EXPECT_THAT(house.lines, Contains(HasSubstr(R"("hintstatus":"8")")));
  EXPECT_THAT(house.lines, Not(Contains(HasSubstr("closed"))));
}

TEST_F(LoadTest, T194_TwentyQueueCallsInASecondLeaveNothingBehind) {
  carry(house, transcript("queue-answered"), 200, std::chrono::milliseconds(50));
  auto const after = house.core().exchange().model().counts();
  EXPECT_EQ(after.channels, before.channels);
  EXPECT_EQ(after.bridges, before.bridges);
  EXPECT_EQ(after.entries, before.entries);
  EXPECT_THAT(house.lines, Not(Contains(HasSubstr("closed"))));
}

TEST_F(LoadTest, T195_ABurstOfThousandsOfEventsInOneReadLosesNoClient) {
  std::string burst;
  for (auto i = 0; i < 40; ++i) burst += transcript("resync");
  house.give(flow::AmiBytes{flow::AmiLink::events, std::move(burst)});
  house.pass(std::chrono::seconds(3));
  EXPECT_THAT(house.lines, Not(Contains(HasSubstr("closed"))));
  house.lines.clear();
  house.say(alice, R"({"class":"keepalive","commandid":7})");
  EXPECT_THAT(house.lines, Contains(HasSubstr(R"("replyid":7)")));
}

}  // namespace
}  // namespace crosspoint::core
