#include <gmock/gmock.h>

#include "pbx/testing/fixture.h"

namespace crosspoint::pbx {
namespace {

using ::testing::ElementsAre;
using testing::header;
using ::testing::IsEmpty;
using testing::statuses;

struct HintReplay : testing::Replay {
  HintReplay() { desk.go_live(); }

  void show(std::string const& extension, std::string const& devices, int status) {
    desk.feed("Event: ExtensionStatus\r\nExten: " + extension + "\r\nContext: default\r\nHint: " + devices +
              "\r\nStatus: " + std::to_string(status) + "\r\n\r\n");
  }
  void device(std::string const& name, std::string const& state) {
    desk.feed("Event: DeviceStateChange\r\nDevice: " + name + "\r\nState: " + state + "\r\n\r\n");
  }

  /// What the exchange's hint list holds when it is asked again: what the transcript says last.
  void learn_hints(std::vector<std::string> const& transcript) {
    std::map<std::string, std::string> last;
    for (auto message : transcript)
      if (header(message, "Event") == "ExtensionStatus" && !header(message, "Hint").empty()) {
        message.resize(message.size() - 2);
        last[header(message, "Exten")] = message;
      }
    auto& items = desk.asterisk.lists["ExtensionStateList"];
    items.clear();
    for (auto const& [exten, message] : last) items.push_back(message);
  }
};
BOTH_VERSIONS(HintReplay);

TEST_P(HintReplay, T052_PassesOnEveryStateOfAHint) {
  desk.play(script("hint-states-custom"));
  EXPECT_THAT(statuses(desk.take(), "PJSIP/1006"), ElementsAre(1, 2, 8, 9, 16, 4, 0));
  for (int const status : {-1, -2, 4}) {
    show("1006", "PJSIP/1006&Custom:multi1006", status);
    EXPECT_EQ(desk.status("PJSIP/1006"), status);
  }
}

TEST_P(HintReplay, T053_ThePhoneThatWasPutOnHoldShowsIt) {
  desk.play(script("hold"));
  auto const told = desk.take();
  EXPECT_THAT(statuses(told, "PJSIP/1001"), ElementsAre(1, 0));
  EXPECT_THAT(statuses(told, "PJSIP/1002"), ElementsAre(8, 1, 16, 1, 0));
}

TEST_P(HintReplay, T054_ASecondCallRingingAtABusyPhoneShowsNine) {
  desk.play(script("hint-states-two-calls"));
  EXPECT_THAT(statuses(desk.take(), "PJSIP/1002"), ::testing::Contains(9));
}

TEST_P(HintReplay, T055_ABusyPhoneShowsTwo) {
  show("1001", "PJSIP/1001", 2);
  EXPECT_THAT(statuses(desk.take(), "PJSIP/1001"), ElementsAre(2));
}

TEST_P(HintReplay, T056_APhoneThatIsNotThereShowsFour) {
  show("1003", "PJSIP/1003", 0);
  desk.take();
  desk.play(script("registration"));
  EXPECT_THAT(statuses(desk.take(), "PJSIP/1003"), ElementsAre(4));
  EXPECT_FALSE(desk.exchange.model().is_registered("PJSIP/1003"));
  show("1003", "PJSIP/1003", 0);
  desk.take();
  desk.play(script("contact-unreachable"));
  EXPECT_THAT(statuses(desk.take(), "PJSIP/1003"), ElementsAre(4));
}

TEST_P(HintReplay, T057_AHintWithSeveralDevicesGivesItsValueToEach) {
  desk.play(script("hint-states-custom"));
  auto const told = desk.take();
  EXPECT_EQ(statuses(told, "PJSIP/1006"), statuses(told, "Custom:multi1006"));
}

TEST_P(HintReplay, T057_ALineHasItsOwnHintRatherThanThatOfItsGroup) {
  show("2000", "PJSIP/1001&PJSIP/1002", 8);
  EXPECT_EQ(desk.status("PJSIP/1001"), 8);
  show("1001", "PJSIP/1001", 1);
  show("2000", "PJSIP/1001&PJSIP/1002", 9);
  EXPECT_EQ(desk.status("PJSIP/1001"), 1);
  EXPECT_EQ(desk.status("PJSIP/1002"), 9);
}

TEST_P(HintReplay, T057_TheHintOfTheLinesOwnExtensionCountsHoweverManyDevicesItHas) {
  show("1001", "PJSIP/1001&Custom:door&Custom:gate", 1);
  show("8001", "PJSIP/1001", 8);
  EXPECT_EQ(desk.status("PJSIP/1001"), 8) << "no line is known";
  desk.take();
  desk.exchange.know_lines({{"PJSIP/1001", {"1001", "default"}}});
  EXPECT_THAT(statuses(desk.take(), "PJSIP/1001"), ElementsAre(1));
  show("8001", "PJSIP/1001", 0);
  EXPECT_THAT(desk.take(), IsEmpty());
  show("1001", "PJSIP/1001&Custom:door&Custom:gate", 16);
  EXPECT_THAT(statuses(desk.take(), "PJSIP/1001"), ElementsAre(16));
  desk.exchange.know_lines({});
  EXPECT_THAT(statuses(desk.take(), "PJSIP/1001"), ElementsAre(0));
}

TEST_P(HintReplay, T057_TheOwnHintMayStandInAContextForHints) {
  desk.exchange.know_lines({{"PJSIP/1001", {"1001", "phones"}}});
  show("0815", "PJSIP/1001", 8);
  show("1001", "PJSIP/1001&Custom:door", 1);  // in the context default
  EXPECT_EQ(desk.status("PJSIP/1001"), 1);
  desk.feed(
      "Event: ExtensionStatus\r\nExten: 1001\r\nContext: phones\r\nHint: PJSIP/1001&Custom:gate&Custom:door\r\nStatus: "
      "2\r\n\r\n");
  EXPECT_EQ(desk.status("PJSIP/1001"), 2);
}

TEST_P(HintReplay, T058_ALineWithoutHintFollowsItsDevice) {
  auto call = script("call-internal-answered");
  std::erase_if(call, [](auto const& message) { return header(message, "Event") == "ExtensionStatus"; });
  desk.play(call);
  auto const told = statuses(desk.take(), "PJSIP/1002");
  EXPECT_THAT(told, ElementsAre(8, 1, 0));
  for (auto const& [state, status] : {std::pair{"UNKNOWN", 0},
                                      {"INUSE", 1},
                                      {"BUSY", 2},
                                      {"UNAVAILABLE", 4},
                                      {"INVALID", 4},
                                      {"RINGING", 8},
                                      {"RINGINUSE", 9},
                                      {"ONHOLD", 16},
                                      {"NOT_INUSE", 0},
                                      {"whatever", 4}}) {
    device("PJSIP/1002", state);
    EXPECT_EQ(desk.status("PJSIP/1002"), status) << state;
  }
}

TEST_P(HintReplay, T058_DevicesThatNobodyAsksForAreNotKept) {
  device("Queue:support_avail", "INUSE");
  device("MWI:1001@default", "INUSE");
  device("Local/id-7@agentcallback", "INUSE");
  EXPECT_THAT(desk.exchange.model().hints.devices(), IsEmpty());
  EXPECT_THAT(desk.take(), IsEmpty());
}

TEST_P(HintReplay, T059_ANewHintIsReadFromTheList) {
  show("1005", "PJSIP/1005", 0);
  auto const reload = script("hint-removed-by-reload");
  learn_hints(reload);
  desk.asterisk.lists["ExtensionStateList"].push_back(
      "Event: ExtensionStatus\r\nExten: 1009\r\nContext: default\r\nHint: PJSIP/1004&"
      "Custom:new\r\nStatus: 8\r\n");
  auto const asked = desk.asterisk.times("ExtensionStateList");
  desk.play(reload);
  desk.advance(std::chrono::seconds(2));
  EXPECT_EQ(desk.asterisk.times("ExtensionStateList"), asked + 1);
  EXPECT_EQ(desk.status("Custom:new"), 8);
  EXPECT_EQ(desk.exchange.model().hints.hint("1005@default"), nullptr);
}

TEST_P(HintReplay, T061_TellsOnlyWhatHasChanged) {
  show("1001", "PJSIP/1001", 0);
  EXPECT_THAT(statuses(desk.take(), "PJSIP/1001"), ElementsAre(0));
  show("1001", "PJSIP/1001", 0);
  device("PJSIP/1001", "NOT_INUSE");
  device("PJSIP/1001", "INUSE");  // the hint says otherwise, and the hint counts
  EXPECT_THAT(desk.take(), IsEmpty());
}

TEST_P(HintReplay, T026_T061_T098_AReloadThatChangesNothingSaysNothing) {
  auto const reload = script("reload");
  learn_hints(reload);
  desk.play(reload);
  desk.advance(std::chrono::seconds(2));
  desk.take();
  auto const asked = desk.asterisk.times("ExtensionStateList");
  auto const queues = desk.asterisk.times("QueueStatus");
  desk.play(reload);
  desk.advance(std::chrono::seconds(2));
  EXPECT_THAT(desk.take(), IsEmpty());
  EXPECT_EQ(desk.asterisk.times("ExtensionStateList"), asked + 1);  // 1.7: once, half a second later
  EXPECT_EQ(desk.asterisk.times("QueueStatus"), queues + 1);
}

}  // namespace
}  // namespace crosspoint::pbx
