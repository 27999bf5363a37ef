#include <gmock/gmock.h>

#include <algorithm>

#include "pbx/testing/fixture.h"

namespace crosspoint::pbx {
namespace {

using std::chrono::seconds;
using ::testing::Contains;
using testing::Desk;
using testing::dump;
using testing::header;
using ::testing::IsEmpty;

/// The background comparison.
struct Comparison : ::testing::Test {
  static Settings every_second() {
    auto settings = Desk::default_settings();
    settings.compare_every = seconds(1);
    return settings;
  }
  Desk desk{every_second()};
  Comparison() {
    desk.asterisk.know(testing::load("", "resync"));
    desk.go_live();
  }
  void one_round() { desk.advance(seconds(16)); }
};

TEST_F(Comparison, FindsNothingWhenNothingDiffers) {
  auto const before = dump(desk.exchange.model());
  one_round();
  one_round();
  EXPECT_EQ(desk.exchange.drift_repaired(), 0U);
  EXPECT_THAT(desk.take(), IsEmpty());
  EXPECT_EQ(dump(desk.exchange.model()), before);
  EXPECT_GE(desk.asterisk.times("ParkedCalls"), 3);
}

TEST_F(Comparison, T060_FindsAHintThatAReloadHasRemoved) {
  ASSERT_EQ(desk.status("PJSIP/1001"), 1);
  std::erase_if(desk.asterisk.lists["ExtensionStateList"], [](auto const& item) { return header(item, "Exten") == "1001"; });
  for (auto& item : desk.asterisk.lists["DeviceStateList"])
    if (header(item, "Device") == "PJSIP/1001") item = "Event: DeviceStateChange\r\nDevice: PJSIP/1001\r\nState: RINGING\r\n";
  one_round();
  EXPECT_EQ(desk.status("PJSIP/1001"), 8);
  EXPECT_EQ(desk.exchange.drift_repaired(), 2U);  // the hint, and the device of which the test told no event
  auto const named =
      std::ranges::count_if(desk.logs, [](Log const& l) { return l.text.find("hint 1001@default") != std::string::npos; });
  EXPECT_EQ(named, 1);
}

TEST_F(Comparison, FindsACallThatWasPulledOutOfItsQueueAndAMemberThatIsNoMore) {
  std::erase_if(desk.asterisk.lists["QueueStatus"], [](auto const& item) { return header(item, "Event") != "QueueParams"; });
  one_round();
  auto const told = desk.take();
  EXPECT_THAT(told, Contains(Notice(EntriesChanged{"support"})));
  EXPECT_THAT(told, Contains(Notice(MemberGone{"sales", "Agent/2002", "PJSIP/1002"})));
  EXPECT_EQ(desk.exchange.drift_repaired(), 3U);
}

TEST_F(Comparison, WhatAnEventExplainsAMomentLaterIsNoDrift) {
  auto& channels = desk.asterisk.lists["CoreShowChannels"];
  auto const gone = header(channels.back(), "Uniqueid");
  channels.pop_back();
  while (desk.exchange.model().channel(gone)) desk.advance(std::chrono::milliseconds(100));
  desk.feed("Event: Hangup\r\nUniqueid: " + gone + "\r\n\r\n");  // was on its way when Asterisk wrote the list
  one_round();
  EXPECT_EQ(desk.exchange.drift_repaired(), 0U);
}

/// Local channels, the voice of a conference: they have no state that Asterisk would keep.
TEST_F(Comparison, AStateThatIsToldButNeverListedIsNoDrift) {
  for (auto const* const name : {"CBAnn/4001", "Local/9001@default", "Something/new"})
    desk.feed("Event: DeviceStateChange\r\nDevice: " + std::string(name) + "\r\nState: INUSE\r\n\r\n");
  one_round();
  one_round();
  EXPECT_EQ(desk.exchange.drift_repaired(), 0U);
  EXPECT_EQ(desk.exchange.model().hints.device("Something/new"), nullptr);
  std::erase_if(desk.asterisk.lists["DeviceStateList"], [](auto const& item) { return header(item, "Device") == "PJSIP/1004"; });
  one_round();
  EXPECT_EQ(desk.exchange.drift_repaired(), 1U) << "that one was listed";
}

TEST_F(Comparison, AnotherOrderOfWaitingCallsIsNoDrift) {
  for (auto& item : desk.asterisk.lists["QueueStatus"])
    if (auto const at = item.find("Position: 1\r\n"); at != item.npos) item.replace(at, 11, "Position: 2");
  one_round();
  EXPECT_EQ(desk.exchange.drift_repaired(), 0U);
}

TEST_F(Comparison, T013_AListWithoutAnswerHoldsUpNothing) {
  desk.asterisk.replies["BridgeList"] = "";
  desk.advance(seconds(40));
  EXPECT_EQ(desk.exchange.state(), LinkState::live);
  EXPECT_GE(desk.asterisk.times("ParkedCalls"), 2);
}

}  // namespace
}  // namespace crosspoint::pbx
