// A caller of a name that Asterisk escapes, in a call, a queue and a conference. (telephony 1.3)
#include <gmock/gmock.h>

#include "pbx/testing/fixture.h"

namespace crosspoint::pbx {
namespace {

constexpr auto* name = R"(Conor "Con" O'Brien C:\new)";

struct CallerNames : testing::Replay {
  CallerNames() {
    desk.go_live();
    played = script("caller-names");
  }

  [[nodiscard]] Party caller() { return desk.exchange.model().channel(desk.calls("PJSIP/1001").at(0).uniqueid)->caller; }

  std::vector<std::string> played;
};
BOTH_VERSIONS(CallerNames);

TEST_P(CallerNames, T008_AreWhatTheyAreInCallsQueuesAndRooms) {
  desk.play(played, "BridgeLeave");
  EXPECT_EQ(caller(), (Party{name, "1001"}));
  EXPECT_EQ(desk.calls("PJSIP/1002").at(0).party, (Party{name, "1001"}));
  desk.play(played, "QueueCallerLeave");
  EXPECT_EQ(desk.exchange.model().queue("blue")->entries.at(0).caller, (Party{name, "1001"}));
  desk.play(played, "ConfbridgeLeave");
  EXPECT_EQ(desk.exchange.model().rooms.at("4001").participants.at(0).party, (Party{name, "1001"}));
}

/// The lists that were read meanwhile, after a restart of the server: entries are not escaped, participants are.
TEST_P(CallerNames, T008_AreTheSameInTheLists) {
  desk.asterisk.know(played);
  desk.asterisk.lists["ConfbridgeListRooms"] = {"Event: ConfbridgeListRooms\r\nConference: 4001\r\n"};
  testing::Desk later;
  later.asterisk = desk.asterisk;
  later.go_live();
  EXPECT_EQ(later.exchange.model().queue("blue")->entries.at(0).caller, (Party{name, "1001"}));
  EXPECT_EQ(later.exchange.model().rooms.at("4001").participants.at(0).party, (Party{name, "1001"}));
}

}  // namespace
}  // namespace crosspoint::pbx
