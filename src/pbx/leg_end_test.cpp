#include <gmock/gmock.h>

#include "pbx/testing/fixture.h"

namespace crosspoint::pbx {
namespace {

using std::chrono::seconds;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// What is told of legs when they end. (telephony 5.1)
struct LegEnds : testing::Replay {
  std::vector<LegEnded> ended() {
    std::vector<LegEnded> legs;
    for (auto const& notice : desk.take())
      if (auto const* const leg = std::get_if<LegEnded>(&notice)) legs.push_back(*leg);
    return legs;
  }

  void relink() {
    desk.exchange.closed(flow::AmiLink::events, "reset", desk.now);
    desk.pump();
    desk.advance(seconds(40));
    ASSERT_EQ(desk.exchange.state(), LinkState::live);
  }
};
BOTH_VERSIONS(LegEnds);

TEST_P(LegEnds, T178_ALegEndsOnceWithTheCauseOfItsHangup) {
  desk.go_live();
  desk.play(script("call-internal-busy"));
  auto const legs = ended();
  ASSERT_THAT(legs, SizeIs(2));
  EXPECT_EQ(legs[0].leg.device, "PJSIP/1002");
  EXPECT_EQ(legs[0].cause, 17);
  EXPECT_EQ(legs[0].leg.course.start, Course::Start::called);
  EXPECT_EQ(legs[0].leg.course.from, (Party{"Alice Martin", "1001"}));
  EXPECT_EQ(legs[1].leg.course.exten, "1002");
}

/// Whoever hears of it late hears of begin and end at once.
TEST_P(LegEnds, T178_AConversationTooShortToBeLookedAtHasBeenOne) {
  desk.go_live();
  auto const messages = script("switchboard-retrieve");
  desk.play(messages, "BridgeCreate");
  std::string at_once;
  for (auto message = desk.played; message < messages.size(); ++message) at_once += messages[message];
  desk.feed(at_once);
  auto const legs = ended();
  ASSERT_THAT(legs, SizeIs(2));
  for (auto const& [leg, cause, at] : legs) EXPECT_EQ(leg.talking_since, desk.now) << leg.name;
}

TEST_P(LegEnds, T180_LocalChannelsAreNobodysLegs) {
  desk.go_live();
  desk.play(script("queue-answered-agentcallback"));
  for (auto const& [leg, cause, at] : ended()) EXPECT_FALSE(leg.is_local()) << leg.name;
}

TEST_P(LegEnds, T179_WhoTookTheCallOfAQueueFirstIsReachedAsInADirectCall) {
  desk.go_live();
  desk.play(script("queue-agent-transfers"));
  desk.play(script("transfer-blind-sip-refer"));
  desk.play(script("queue-answered-agentcallback"));
  for (auto const& [leg, cause, at] : ended()) {
    if (leg.course.start != Course::Start::dialled) continue;
    EXPECT_EQ(leg.course.reached.value_or(Party{}).name, "Bruno Petit") << leg.name;
  }
}

TEST_P(LegEnds, T179_AnAnswerBeforeTheNameIsKnownWaitsForTheName) {
  desk.go_live();
  auto const channel = [](std::string const& prefix, std::string const& id, std::string const& connected) {
    return prefix + "Channel: PJSIP/" + id + "-1\r\n" + prefix + "Uniqueid: " + id + "\r\n" + prefix + "Linkedid: 1001\r\n" +
           prefix + "ChannelState: 6\r\n" + prefix + "ConnectedLineName: " + connected + "\r\n";
  };
  desk.feed("Event: Newchannel\r\n" + channel("", "1001", "<unknown>") + "\r\n");
  desk.feed("Event: DialEnd\r\nDialStatus: ANSWER\r\n" + channel("", "1001", "<unknown>") + channel("Dest", "1002", "<unknown>") +
            "\r\n");
  for (auto const* const name : {"Bruno", "Chloe"}) desk.feed("Event: NewConnectedLine\r\n" + channel("", "1001", name) + "\r\n");
  EXPECT_EQ(desk.exchange.model().channel("1001")->course.reached, (Party{"Bruno", ""}));
}

TEST_P(LegEnds, T184_LegsThatAppearInOneMomentBeginOneAfterTheOther) {
  desk.go_live();
  for (auto const* const id : {"7", "3", "5"})
    desk.feed("Event: Newchannel\r\nChannel: PJSIP/1001-" + std::string(id) + "\r\nUniqueid: " + id + "\r\n\r\n");
  auto const begin = [&](std::string_view id) { return desk.exchange.model().channel(id)->created; };
  EXPECT_LT(begin("7"), begin("3"));
  EXPECT_LT(begin("3"), begin("5"));
}

TEST_P(LegEnds, T180_ACallThatRingsBackFromParkingMayNotBeMissed) {
  desk.go_live();
  auto const call = script("call-internal-missed");
  desk.play(call, "DialBegin");
  auto const& caller = desk.exchange.model().channels.of_device("PJSIP/1001").at(0);
  desk.feed("Event: ParkedCallTimeOut\r\nParkeeChannel: PJSIP/1001-00000006\r\nParkeeUniqueid: " + caller + "\r\n\r\n");
  desk.play(call);
  for (auto const& [leg, cause, at] : ended()) EXPECT_EQ(leg.course.may_be_missed, leg.device != "PJSIP/1002") << leg.device;
}

TEST_P(LegEnds, T183_LegsThatWereThereBeforeTheServerHaveACourseToo) {
  desk.asterisk.know(script("resync"));
  desk.go_live();
  auto const& channels = desk.exchange.model().channels;
  auto const& caller = channels.find(channels.of_device("PJSIP/1001").at(0))->course;
  auto const& called = channels.find(channels.of_device("PJSIP/1002").at(0))->course;
  EXPECT_EQ(caller.start, Course::Start::dialled);
  EXPECT_EQ(caller.exten, "1002");
  EXPECT_EQ(called.start, Course::Start::called);
  EXPECT_EQ(called.from, (Party{"Alice Martin", "1001"}));
  EXPECT_TRUE(caller.up && called.up);
}

TEST_P(LegEnds, T183_LegsThatAreGoneAtTheResyncEndedWhenTheyWereLastHeardOf) {
  desk.go_live();
  desk.play(script("call-internal-answered"), "HangupRequest");
  auto const last_heard = desk.now - std::chrono::milliseconds(1);
  desk.advance(seconds(5));
  EXPECT_THAT(ended(), IsEmpty());
  relink();
  auto const legs = ended();
  ASSERT_THAT(legs, SizeIs(2));
  for (auto const& leg : legs) EXPECT_EQ(leg.at, last_heard);
}

TEST_P(LegEnds, T183_LegsThatAreStillThereGoOn) {
  desk.go_live();
  desk.play(script("call-internal-answered"), "HangupRequest");
  desk.asterisk.mirror(desk.exchange.model());
  relink();
  EXPECT_THAT(ended(), IsEmpty());
}

}  // namespace
}  // namespace crosspoint::pbx
