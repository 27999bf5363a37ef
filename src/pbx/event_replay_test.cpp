#include <gmock/gmock.h>

#include <algorithm>

#include "pbx/testing/fixture.h"

namespace crosspoint::pbx {
namespace {

using testing::Desk;
using testing::Detail;
using testing::dump;
using testing::header;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Properties of the model that hold whatever is recorded.
struct EventReplay : testing::Replay {
  EventReplay() { desk.go_live(); }

  [[nodiscard]] static std::string play(std::vector<std::string> const& script) {
    Desk desk;
    desk.go_live();
    desk.play(script);
    return dump(desk.exchange.model());
  }

  [[nodiscard]] static std::vector<std::string> without(std::vector<std::string> script, std::vector<std::string> const& events) {
    std::erase_if(script,
                  [&](auto const& message) { return std::ranges::find(events, header(message, "Event")) != events.end(); });
    return script;
  }
};
BOTH_VERSIONS(EventReplay);

TEST_P(EventReplay, T005_HowTheStreamIsCutChangesNothing) {
  for (auto const& name : testing::all_transcripts(GetParam())) {
    std::string text;
    for (auto const& message : script(name)) text += message;
    std::optional<Notices> notices;
    std::string held;
    for (std::size_t const chunk : {4096U, 7U, 2U, 1U}) {
      Desk cut;
      cut.go_live();
      cut.feed(text, chunk);
      cut.rest();
      if (!notices) {
        notices = cut.take();
        held = dump(cut.exchange.model());
        continue;
      }
      EXPECT_EQ(cut.take(), *notices) << name << " in pieces of " << chunk;
      EXPECT_EQ(dump(cut.exchange.model()), held) << name << " in pieces of " << chunk;
    }
  }
}

/// As after an attended transfer by keys: nothing else tells who is in the bridge of the conference.
TEST_P(EventReplay, T038_WhoTakesAPlaceInAConferenceIsInItsBridge) {
  auto const conference = [](std::string const& what, std::string const& channel) {
    return "Event: Confbridge" + what + "\r\nConference: 4001\r\nBridgeUniqueid: room\r\nBridgeType: base\r\nChannel: PJSIP/" +
           channel + "-1\r\nUniqueid: " + channel + "\r\n\r\n";
  };
  auto const bridge = [&](std::string_view channel) { return desk.exchange.model().channel(channel)->bridge; };
  desk.feed("Event: BridgeEnter\r\nBridgeUniqueid: call\r\nBridgeType: basic\r\nChannel: PJSIP/1001-1\r\nUniqueid: 1001\r\n\r\n");
  desk.feed(conference("Join", "1002"));
  EXPECT_EQ(bridge("1002"), "room");
  desk.feed(conference("Leave", "1002") + conference("Join", "1001"));
  desk.feed("Event: BridgeLeave\r\nBridgeUniqueid: call\r\nBridgeType: basic\r\nChannel: PJSIP/1001-1\r\nUniqueid: 1001\r\n\r\n");
  EXPECT_EQ(bridge("1002"), "");
  EXPECT_EQ(bridge("1001"), "room");
}

TEST_P(EventReplay, T011_TakesIdsWithASystemNameForWhatTheyAre) {
  auto const call = script("call-internal-answered-systemname");
  desk.play(call, "HangupRequest");
  desk.rest();
  auto const talking = desk.calls("PJSIP/1001");
  ASSERT_THAT(talking, SizeIs(1));
  EXPECT_TRUE(talking[0].uniqueid.starts_with("pbx-a-"));
  EXPECT_EQ(talking[0].peer.device, "PJSIP/1002");
  desk.play(call);
  EXPECT_EQ(desk.exchange.model().counts().channels, 0U);
}

TEST_P(EventReplay, T029_TheOrderOfEventsOfOneMomentDoesNotMatter) {
  auto const loose = [](std::string const& message) {
    auto const event = header(message, "Event");
    return event == "Newstate" || event == "ExtensionStatus" || event == "DeviceStateChange" || event == "DialBegin";
  };
  auto call = script("call-internal-answered");
  auto const expected = play(call);
  for (auto start = call.begin(); start != call.end();) {
    auto const end = std::find_if_not(start, call.end(), loose);
    std::reverse(start, end);
    start = end == call.end() ? end : std::next(end);
  }
  EXPECT_EQ(play(call), expected);
  desk.play(call, "HangupRequest");
  desk.rest();
  EXPECT_EQ(desk.calls("PJSIP/1001").at(0).peer.device, "PJSIP/1002");
}

TEST_P(EventReplay, T031_TakesUpACallInItsMiddle) {
  auto call = script("call-internal-answered");
  call.erase(call.begin(), std::ranges::find(call, "BridgeEnter", [](auto const& m) { return header(m, "Event"); }));
  desk.play(call, "HangupRequest");
  desk.rest();
  EXPECT_EQ(desk.calls("PJSIP/1001").at(0).peer.device, "PJSIP/1002");
  EXPECT_EQ(desk.calls("PJSIP/1001").at(0).party.name, "Bruno Petit");
  desk.play(call);
  EXPECT_EQ(desk.exchange.model().counts().channels, 0U);
}

TEST_P(EventReplay, T031_LeavesNothingBehindWhereverItBegins) {
  for (auto const* const name : {"call-ring-group", "queue-answered-agentcallback", "transfer-attended-sip-refer"}) {
    auto const call = script(name);
    for (std::size_t begin = 0; begin < call.size(); ++begin) {
      Desk late;
      late.go_live();
      late.play({call.begin() + static_cast<std::ptrdiff_t>(begin), call.end()});
      auto const counts = late.exchange.model().counts();
      EXPECT_EQ(counts.channels + counts.entries, 0U) << name << " from message " << begin;
    }
  }
}

TEST_P(EventReplay, T035_HangupRequestsDoNotMatter) {
  for (auto const& name : testing::all_transcripts(GetParam()))
    EXPECT_EQ(play(without(script(name), {"HangupRequest", "SoftHangupRequest"})), play(script(name))) << name;
}

TEST_P(EventReplay, T036_EnteringAnUnknownBridgeMakesIt) {
  auto const call = without(script("call-internal-answered"), {"BridgeCreate"});
  desk.play(call, "HangupRequest");
  desk.rest();
  EXPECT_EQ(desk.calls("PJSIP/1001").at(0).peer.device, "PJSIP/1002");
  for (auto const& name : testing::all_transcripts(GetParam()))
    EXPECT_EQ(play(without(script(name), {"BridgeCreate"})), play(script(name))) << name;
}

TEST_P(EventReplay, T051_NoTranscriptLeavesAnythingBehindThatEndedInIt) {
  for (auto const& name : testing::all_transcripts(GetParam())) {
    // These begin or stop in the middle of a call; and a parking lot keeps its bridge.
    if (name == "resync" || name == "parking" || name == "parking-giveup") continue;
    Desk other;
    other.go_live();
    other.play(script(name));
    auto const counts = other.exchange.model().counts();
    EXPECT_EQ(counts.channels, 0U) << name << "\n" << dump(other.exchange.model());
    EXPECT_EQ(counts.bridges, 0U) << name;
    EXPECT_EQ(counts.entries, 0U) << name;
    EXPECT_EQ(counts.participants, 0U) << name;
    EXPECT_EQ(counts.parked, 0U) << name;
  }
}

TEST_P(EventReplay, T051_TenThousandCallsLeaveNothingBehind) {
  auto const call = script("call-internal-answered");
  auto const first = header(call[0], "Uniqueid");
  auto const prefix = first.substr(0, first.find('.'));
  std::string text;
  for (auto const& message : call) text += message;
  desk.feed(text);
  desk.rest();
  auto const before = desk.exchange.model().counts();
  for (int i = 0; i < 10'000; ++i) {
    auto again = text;
    for (auto at = again.find(prefix); at != std::string::npos; at = again.find(prefix, at + prefix.size()))
      again.replace(at, prefix.size(), std::to_string(2'000'000'000 + i));
    desk.feed(again);
    if (i % 100 == 0) desk.rest();
    desk.take();
  }
  desk.rest();
  EXPECT_EQ(desk.exchange.model().counts(), before);
}

TEST_P(EventReplay, T010_ReplacesBytesThatAreNotUtf8) {
  auto const call =
      std::string("Event: Newchannel\r\nChannel: PJSIP/1001-00000001\r\nChannelState: 4\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n");
  desk.feed(call + "ConnectedLineName: Zo\xC3\xA9 \xE6\x97\xA5\xE6\x9C\xAC \xE9\r\nConnectedLineNum: 1\r\n\r\n");
  EXPECT_EQ(desk.calls("PJSIP/1001").at(0).party.name, "Zo\xC3\xA9 \xE6\x97\xA5\xE6\x9C\xAC \xEF\xBF\xBD");
}

TEST_P(EventReplay, T007_EventNamesAreComparedWithoutRegardToCase) {
  desk.feed("Event: NEWCHANNEL\r\nChannel: PJSIP/1001-00000001\r\nChannelState: 4\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n\r\n");
  EXPECT_THAT(desk.calls("PJSIP/1001"), SizeIs(1));
  desk.feed("Event: hangup\r\nChannel: PJSIP/1001-00000001\r\nUniqueid: 1.1\r\n\r\n");
  EXPECT_THAT(desk.calls("PJSIP/1001"), IsEmpty());
}

TEST(ChannelName, T030_GivesTheDeviceUpToTheLastHyphenAndTheHalfOfALocalChannel) {
  EXPECT_EQ(device_of("PJSIP/desk-4-0000002a"), "PJSIP/desk-4");
  EXPECT_EQ(half_of("PJSIP/desk-4-0000002a"), 0);
  EXPECT_EQ(device_of("Local/id-7@agentcallback-00000001;2"), "Local/id-7@agentcallback");
  EXPECT_EQ(half_of("Local/id-7@agentcallback-00000001;1"), 1);
  EXPECT_EQ(half_of("Local/id-7@agentcallback-00000001;2"), 2);
  EXPECT_EQ(device_of("nothing"), "nothing");
}

}  // namespace
}  // namespace crosspoint::pbx
