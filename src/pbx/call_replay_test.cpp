#include <gmock/gmock.h>

#include "pbx/testing/fixture.h"

namespace crosspoint::pbx {
namespace {

using testing::count;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// How often a line came to have somebody to talk to, and how often it had nobody any more.
struct Talks {
  int starts = 0, ends = 0;
  std::string with;
};

struct CallReplay : testing::Replay {
  CallReplay() { desk.go_live(); }

  /// Plays to the end, looking at the line after every message.
  Talks watch(std::string const& device, std::vector<std::string> const& script) {
    Talks talks;
    for (auto const& message : script) {
      if (testing::header(message, "Event") == "HangupRequest") desk.rest();
      desk.feed(message);
      desk.advance(std::chrono::milliseconds(1));
      std::string with;
      for (auto const& call : desk.calls(device))
        if (!call.peer.uniqueid.empty()) with = call.peer.uniqueid;
      talks.starts += !with.empty() && talks.with.empty() ? 1 : 0;
      talks.ends += with.empty() && !talks.with.empty() ? 1 : 0;
      talks.with = with;
    }
    return talks;
  }
};
BOTH_VERSIONS(CallReplay);

TEST_P(CallReplay, T029_FollowsACallFromDiallingToItsEnd) {
  auto const call = script("call-internal-answered");
  desk.play(call, "DialState");
  ASSERT_THAT(desk.calls("PJSIP/1001"), SizeIs(1));
  ASSERT_THAT(desk.calls("PJSIP/1002"), SizeIs(1));
  EXPECT_EQ(desk.calls("PJSIP/1001")[0].state, Call::State::calling);
  EXPECT_EQ(desk.calls("PJSIP/1002")[0].state, Call::State::ringing);
  EXPECT_TRUE(desk.calls("PJSIP/1001")[0].outgoing);
  EXPECT_FALSE(desk.calls("PJSIP/1002")[0].outgoing);
  desk.play(call, "HangupRequest");
  desk.rest();
  auto const talking = desk.calls("PJSIP/1001");
  ASSERT_THAT(talking, SizeIs(1));
  EXPECT_EQ(talking[0].state, Call::State::up);
  EXPECT_EQ(talking[0].peer.device, "PJSIP/1002");
  EXPECT_EQ(talking[0].party, (Party{"Bruno Petit", "1002"}));
  EXPECT_TRUE(talking[0].start);
  desk.play(call);
  EXPECT_THAT(desk.calls("PJSIP/1001"), IsEmpty());
  EXPECT_THAT(desk.calls("PJSIP/1002"), IsEmpty());
}

TEST_P(CallReplay, T045_CountsTheLegsThatAChannelCallsWhateverIsSaidTwice) {
  auto const& channels = desk.exchange.model().channels;
  auto const caller = [&] { return channels.find(channels.of_device("PJSIP/1001")[0])->dialling; };
  auto const group = script("call-ring-group");
  desk.play(group, "Newstate", "ChannelStateDesc: Up");
  EXPECT_EQ(caller(), (Dialling{.legs = 2, .begun = 2}));
  desk.play(group, "HangupRequest");
  EXPECT_EQ(caller(), (Dialling{.begun = 2, .taken = true, .given_up = true}))
      << "one has answered, the other was called for nothing";
  desk.play(group);
  auto const busy = script("call-internal-busy");
  desk.play(busy, "Hangup", "PJSIP/1001");
  EXPECT_EQ(caller(), (Dialling{.begun = 1, .busy = 1}));
}

TEST_P(CallReplay, T032_TakesRolesFromTheDialAndElseFromTheLinkedId) {
  auto const call = script("call-internal-answered");
  desk.play(call, "NewConnectedLine");  // no DialBegin yet
  auto const& channels = desk.exchange.model().channels;
  for (auto const& [id, channel] : channels.all()) EXPECT_EQ(channel.role, id == channel.linkedid ? Role::caller : Role::callee);
  desk.play(call, "DialState");
  EXPECT_TRUE(channels.find(channels.of_device("PJSIP/1002")[0])->role_is_final);
}

TEST_P(CallReplay, T033_AcceptsADialWithoutCaller) {
  auto const call = script("dial-originate");
  desk.play(call, "Newchannel", "PJSIP/1002");
  ASSERT_THAT(desk.calls("PJSIP/1001"), SizeIs(1));
  EXPECT_EQ(desk.calls("PJSIP/1001")[0].state, Call::State::up);
  EXPECT_FALSE(desk.calls("PJSIP/1001")[0].outgoing);  // somebody else's Originate: the phone was called
  desk.play(call);
  EXPECT_EQ(desk.exchange.model().counts().channels, 0U);
}

TEST_P(CallReplay, T034_ShowsTheNameOfTheNewPeerAfterATransfer) {
  auto const call = script("transfer-attended-sip-refer");
  desk.play(call, "Unhold");
  desk.rest();
  ASSERT_THAT(desk.calls("PJSIP/1001"), SizeIs(1));
  auto const start = desk.calls("PJSIP/1001")[0].start;
  EXPECT_EQ(desk.calls("PJSIP/1001")[0].party.name, "Bruno Petit");
  desk.play(call, "BridgeLeave", "PJSIP/1002");
  desk.play(call, "Hangup");
  desk.play(call, "Hangup");
  desk.rest();
  ASSERT_THAT(desk.calls("PJSIP/1001"), SizeIs(1));
  EXPECT_EQ(desk.calls("PJSIP/1001")[0].party.name, "Chloe Durand");
  EXPECT_EQ(desk.calls("PJSIP/1001")[0].start, start);
}

TEST_P(CallReplay, T037_LooksThroughLocalChannelsToThePhoneBehind) {
  auto const call = script("queue-answered-agentcallback");
  desk.play(call, "LocalOptimizationBegin");
  desk.rest();  // as if the pair stayed
  ASSERT_THAT(desk.calls("PJSIP/1001"), SizeIs(1));
  EXPECT_EQ(desk.calls("PJSIP/1001")[0].peer.device, "PJSIP/1002");
  EXPECT_EQ(desk.calls("PJSIP/1002").at(0).peer.device, "PJSIP/1001");
}

TEST_P(CallReplay, T038_TheExchangeOfALocalPairIsNeitherAnEndNorAStart) {
  auto const talks = watch("PJSIP/1001", script("queue-answered-agentcallback"));
  EXPECT_EQ(talks.starts, 1);
  EXPECT_EQ(talks.ends, 1);
}

TEST_P(CallReplay, T039_FollowsABlindTransferByThePhone) {
  auto const call = script("transfer-blind-sip-refer");
  desk.play(call, "Newchannel", "PJSIP/1003");
  desk.rest();
  EXPECT_THAT(desk.calls("PJSIP/1002"), IsEmpty());
  ASSERT_THAT(desk.calls("PJSIP/1001"), SizeIs(1));
  EXPECT_TRUE(desk.calls("PJSIP/1001")[0].peer.uniqueid.empty());
  desk.play(call, "BridgeLeave", "PJSIP/1001");
  desk.rest();
  EXPECT_EQ(desk.calls("PJSIP/1001").at(0).peer.device, "PJSIP/1003");
  EXPECT_EQ(desk.calls("PJSIP/1003").at(0).peer.device, "PJSIP/1001");
  desk.play(call);
  EXPECT_EQ(desk.exchange.model().counts().channels, 0U);
}

TEST_P(CallReplay, T040_FollowsAnAttendedTransferByThePhone) {
  auto const call = script("transfer-attended-sip-refer");
  desk.play(call, "AttendedTransfer");
  desk.rest();
  EXPECT_EQ(desk.calls("PJSIP/1001").at(0).peer.device, "PJSIP/1003");
  EXPECT_EQ(desk.calls("PJSIP/1003").at(0).peer.device, "PJSIP/1001");
  desk.play(call);
  EXPECT_EQ(desk.exchange.model().counts().bridges, 0U);
}

TEST_P(CallReplay, T041_EndsWithTheRightPeersAfterAnAtxfer) {
  auto const call = script("transfer-attended-ami-atxfer");
  desk.play(call, "CoreShowChannel", "Local/1003");  // the target has answered
  desk.rest();
  EXPECT_EQ(desk.calls("PJSIP/1002").at(0).peer.device, "PJSIP/1003");
  EXPECT_TRUE(desk.calls("PJSIP/1001").at(0).peer.uniqueid.empty());
  desk.play(call, "LocalOptimizationEnd");
  desk.rest();
  EXPECT_EQ(desk.calls("PJSIP/1001").at(0).peer.device, "PJSIP/1003");
  EXPECT_EQ(desk.calls("PJSIP/1003").at(0).peer.device, "PJSIP/1001");
  EXPECT_THAT(desk.calls("PJSIP/1002"), IsEmpty());
  desk.play(call);
  EXPECT_EQ(desk.exchange.model().counts().channels, 0U);
}

TEST_P(CallReplay, T042_OneOfARingGroupTalksAndTheOthersAreFree) {
  auto const call = script("call-ring-group");
  desk.play(call, "Newstate", "ChannelStateDesc: Up");
  EXPECT_EQ(desk.calls("PJSIP/1002").at(0).state, Call::State::ringing);
  EXPECT_EQ(desk.calls("PJSIP/1003").at(0).state, Call::State::ringing);
  desk.play(call, "HangupRequest", "PJSIP/1001");
  desk.rest();
  EXPECT_THAT(desk.calls("PJSIP/1002"), IsEmpty());
  EXPECT_EQ(desk.calls("PJSIP/1003").at(0).peer.device, "PJSIP/1001");
}

TEST_P(CallReplay, T043_APickedUpCallIsThePickersAndNotTheRungPhones) {
  auto const call = script("call-pickup");
  desk.play(call, "BridgeLeave");
  desk.rest();
  EXPECT_THAT(desk.calls("PJSIP/1002"), IsEmpty());
  auto const picked = desk.calls("PJSIP/1003");
  ASSERT_THAT(picked, SizeIs(1));
  EXPECT_EQ(picked[0].peer.device, "PJSIP/1001");
  EXPECT_FALSE(picked[0].outgoing);
}

TEST_P(CallReplay, T044_ACallForwardedByThePhoneGoesOnThroughALocalChannel) {
  auto const talks = watch("PJSIP/1001", script("call-forwarded-by-phone-302"));
  EXPECT_EQ(talks.starts, 1);
  EXPECT_EQ(talks.ends, 1);
  EXPECT_EQ(desk.exchange.model().counts().channels, 0U);
}

TEST_P(CallReplay, T045_TheSameDialEndMayComeTwice) {
  auto call = script("queue-abandoned");
  for (auto at = call.size(); at-- > 0;)
    if (testing::header(call[at], "Event") == "DialEnd") call.push_back(call[at]);  // and once more when all is over
  desk.play(call);
  EXPECT_EQ(desk.exchange.model().counts().channels, 0U);
  EXPECT_EQ(desk.exchange.model().counts().entries, 0U);
}

TEST_P(CallReplay, T046_ACallToAnOfflinePhoneHasNoCalledLeg) {
  auto const call = script("call-internal-unregistered");
  desk.play(call, "Hangup");
  EXPECT_EQ(desk.calls("PJSIP/1001").at(0).state, Call::State::calling);
  desk.play(call);
  EXPECT_THAT(desk.calls("PJSIP/1001"), IsEmpty());
  EXPECT_THAT(desk.calls("PJSIP/1003"), IsEmpty());
}

TEST_P(CallReplay, T048_T049_HoldBelongsToTheLineThatPressedIt) {
  auto const call = script("hold");
  desk.play(call, "Hold");
  desk.rest();
  auto const before = desk.calls("PJSIP/1001").at(0);
  EXPECT_FALSE(before.on_hold);
  desk.take();
  desk.play(call, "Unhold");
  EXPECT_EQ(count<CallsChanged>(desk.take()), 1);
  auto const held = desk.calls("PJSIP/1001").at(0);
  EXPECT_TRUE(held.on_hold);
  EXPECT_EQ(held.start, before.start);
  EXPECT_EQ(held.party.name, "Bruno Petit");
  EXPECT_FALSE(desk.calls("PJSIP/1002").at(0).on_hold);
  desk.play(call, "HangupRequest");
  EXPECT_FALSE(desk.calls("PJSIP/1001").at(0).on_hold);
}

TEST_P(CallReplay, T050_TheTrunkIsOutsideAndAUsersLineIsNot) {
  auto const is_line = [](std::string_view device) { return device.starts_with("PJSIP/100"); };
  auto const did = script("call-incoming-did");
  desk.play(did, "BridgeLeave");
  desk.rest();
  for (auto const* const device : {"PJSIP/1001", "PJSIP/1002", "PJSIP/1003"})
    for (auto const& call : desk.calls(device)) EXPECT_FALSE(is_internal(device, call, is_line));
  EXPECT_THAT(desk.calls("PJSIP/trunk"), SizeIs(1));
  desk.play(did);
  auto const dialled = script("dial-originate");
  desk.play(dialled, "BridgeLeave");
  desk.rest();
  EXPECT_TRUE(is_internal("PJSIP/1001", desk.calls("PJSIP/1001").at(0), is_line));
  desk.play(dialled);
  auto const voicemail = script("voicemail-left");
  desk.play(voicemail, "MessageWaiting");
  EXPECT_TRUE(is_internal("PJSIP/1001", desk.calls("PJSIP/1001").at(0), is_line));
}

TEST_P(CallReplay, TheOldestCallOfALineComesFirst) {
  auto const calls = script("hint-states-two-calls");
  desk.play(calls, "BridgeLeave");
  desk.rest();
  auto const both = desk.calls("PJSIP/1002");
  ASSERT_THAT(both, SizeIs(2));
  EXPECT_LT(both[0].created, both[1].created);
  EXPECT_EQ(both[0].party.name, "Alice Martin");
  EXPECT_EQ(both[1].party.name, "Chloe Durand");
}

}  // namespace
}  // namespace crosspoint::pbx
