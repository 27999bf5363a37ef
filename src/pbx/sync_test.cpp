#include "pbx/sync.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "pbx/testing/fixture.h"

namespace crosspoint::pbx {
namespace {

using std::chrono::seconds;
using ::testing::Contains;
using testing::count;
using testing::Desk;
using testing::Detail;
using testing::dump;
using testing::header;

struct SyncReplay : testing::Replay {
  /// Brings the exchange to live with what resync.ami holds: a call, a queue caller, a conference, a parked call.
  void go_live_in_the_middle() {
    desk.asterisk.know(script("resync"));
    desk.go_live();
  }

  /// Loses both connections and links again.
  void relink() {
    desk.exchange.closed(flow::AmiLink::events, "reset", desk.now);
    desk.pump();
    desk.advance(seconds(40));
    ASSERT_EQ(desk.exchange.state(), LinkState::live);
  }

  static void started(testing::FakeAsterisk& asterisk, std::string const& time) {
    asterisk.replies["CoreStatus"] = "Response: Success\r\nCoreStartupDate: 2026-11-23\r\nCoreStartupTime: " + time + "\r\n";
  }
};
BOTH_VERSIONS(SyncReplay);

TEST_P(SyncReplay, T062_BuildsTheModelFromTheLists) {
  go_live_in_the_middle();
  auto const& model = desk.exchange.model();
  auto const counts = model.counts();
  EXPECT_EQ(counts.channels, 5U);
  EXPECT_EQ(counts.bridges, 3U);
  EXPECT_EQ(counts.hints, 27U);
  EXPECT_EQ(counts.members, 2U);
  EXPECT_EQ(counts.entries, 1U);
  EXPECT_EQ(counts.participants, 1U);
  EXPECT_EQ(counts.parked, 1U);
  EXPECT_EQ(counts.mailboxes, 4U);
  EXPECT_EQ(counts.contacts, 5U);
  EXPECT_EQ(model.queue("support")->entries[0].joined,
            desk.now - seconds(std::stoi(header(desk.asterisk.lists["QueueStatus"][1], "Wait"))));
  auto const call = desk.calls("PJSIP/1001").at(0);
  EXPECT_EQ(call.peer.device, "PJSIP/1002");
  EXPECT_TRUE(call.start_is_estimated);
  EXPECT_EQ(call.start, desk.now - seconds(1));
  EXPECT_TRUE(model.is_registered("PJSIP/1001"));
  EXPECT_FALSE(model.is_registered("PJSIP/1006"));
}

TEST_P(SyncReplay, T032_TellsTheCallerByItsLinkedId) {
  go_live_in_the_middle();
  EXPECT_TRUE(desk.calls("PJSIP/1001").at(0).outgoing);
  EXPECT_FALSE(desk.calls("PJSIP/1002").at(0).outgoing);
  EXPECT_TRUE(desk.calls("PJSIP/1003").at(0).outgoing);
}

TEST_P(SyncReplay, T101_AConferenceThatWasThereBeforeHasNoKnownStart) {
  go_live_in_the_middle();
  auto const* const room = lookup(desk.exchange.model().rooms, "8000");
  ASSERT_TRUE(room);
  EXPECT_FALSE(room->started);
  EXPECT_EQ(room->participants.at(0).joined, desk.now - seconds(1));
}

TEST_P(SyncReplay, T013_T009_SomeEmptyListsAreErrors) {
  desk.asterisk.replies["ConfbridgeListRooms"] = "Response: Error\r\nMessage: No active conferences.\r\n";
  desk.asterisk.replies["PJSIPShowContacts"] = "Response: Error\r\nMessage: No Contacts found\n\r\n";
  desk.asterisk.replies["VoicemailUsersList"] =
      "Response: Success\r\nMessage: There are no voicemail users currently defined.\r\n";
  desk.go_live();
  EXPECT_EQ(desk.exchange.state(), LinkState::live);
  desk.feed("Event: ContactStatus\r\nURI: sip:1@x\r\nContactStatus: Reachable\r\nEndpointName: 1001\r\n\r\n");
  EXPECT_EQ(desk.exchange.model().counts().contacts, 1U);
  relink();
  EXPECT_EQ(desk.exchange.model().counts().contacts, 0U);  // an empty list, not a failed one
}

TEST_P(SyncReplay, T017_WithoutTheRightSystemItGoesOnWithoutThoseLists) {
  desk.asterisk.know(script("resync"));
  desk.asterisk.replies["PJSIPShowContacts"] = "Response: Error\r\nMessage: Permission denied\r\n";
  desk.asterisk.replies["GetConfig"] = "Response: Error\r\nMessage: Permission denied\r\n";
  desk.go_live();
  EXPECT_EQ(desk.asterisk.times("GetConfig"), 1);  // seven queues, one refusal
  auto const named = [&](std::string_view action) {
    return std::ranges::count_if(desk.logs, [&](Log const& log) { return log.text.find(action) != std::string::npos; });
  };
  EXPECT_EQ(named("PJSIPShowContacts"), 1);
  EXPECT_EQ(named("GetConfig"), 1);
  for (auto const& log : desk.logs) EXPECT_NE(log.level, LogLevel::error);
  EXPECT_TRUE(desk.exchange.model().is_registered("PJSIP/1001"));  // by its device state
}

TEST_P(SyncReplay, T083_ReadsTheWrapUpTimeOfAQueue) {
  desk.asterisk.know(script("resync"));
  desk.asterisk.replies["GetConfig"] =
      "Response: Success\r\nCategory-000000: support\r\nLine-000000-000000: strategy=ringall\r\nLine-000000-000003: "
      "wrapuptime=3\r\n";
  desk.go_live();
  EXPECT_EQ(desk.exchange.model().queue("support")->wrap_up, seconds(3));
}

TEST_P(SyncReplay, T022_ARestartWithoutAWordLeavesNoCallBehind) {
  started(desk.asterisk, "16:34:02");
  go_live_in_the_middle();
  started(desk.asterisk, "16:40:00");
  for (auto const* const list : {"CoreShowChannels", "BridgeList", "ConfbridgeListRooms", "ParkedCalls"})
    desk.asterisk.lists[list].clear();
  std::erase_if(desk.asterisk.lists["QueueStatus"], [](auto const& item) { return header(item, "Event") != "QueueParams"; });
  relink();
  auto const counts = desk.exchange.model().counts();
  EXPECT_EQ(counts.channels + counts.bridges + counts.entries + counts.participants + counts.parked + counts.members, 0U);
  EXPECT_EQ(counts.hints, 27U);
  auto const told = desk.take();
  EXPECT_THAT(told, Contains(Notice(CallsChanged{"PJSIP/1001"})));
  EXPECT_THAT(told, Contains(Notice(EntriesChanged{"support"})));
  EXPECT_THAT(told, Contains(Notice(MemberGone{"sales", "Agent/2002", "PJSIP/1002"})));
}

TEST_P(SyncReplay, T023_TheListsGiveWhatTheEventsGave) {
  for (auto const* const name :
       {"call-internal-answered", "hold", "queue-two-callers", "queue-answered-agentcallback", "confbridge", "parking",
        "transfer-attended-sip-refer", "agent-pause-unpause", "voicemail-left"}) {
    auto const all = script(name);
    for (std::size_t part = 1; part <= 8; ++part) {
      Desk by_events;
      by_events.go_live();
      by_events.play({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() * part / 8)});
      Desk by_lists;
      by_lists.asterisk.mirror(by_events.exchange.model());
      by_lists.go_live();
      EXPECT_EQ(dump(by_lists.exchange.model(), Detail::listed), dump(by_events.exchange.model(), Detail::listed))
          << name << part;
      // And a resynchronisation finds nothing to change in what the events have built.
      auto const before = dump(by_events.exchange.model());
      by_events.take();
      by_events.asterisk.mirror(by_events.exchange.model());
      by_events.exchange.closed(flow::AmiLink::events, "reset", by_events.now);
      by_events.advance(seconds(40));
      EXPECT_EQ(by_events.take(),
                (Notices{LinkChanged{LinkState::connecting}, LinkChanged{LinkState::syncing}, LinkChanged{LinkState::live}}))
          << name << part;
      EXPECT_EQ(dump(by_events.exchange.model()), before) << name << part;
    }
  }
}

TEST_P(SyncReplay, T023_RealListsInTheMiddleOfATransferGiveWhatTheEventsGave) {
  auto const transfer = script("transfer-attended-ami-atxfer");
  desk.go_live();
  desk.play(transfer, "CoreShowChannel", "Local/1003");
  auto first = transfer.begin() + static_cast<std::ptrdiff_t>(desk.played);
  while (header(*std::prev(first), "Event") == "CoreShowChannel") --first;
  auto items = std::vector<std::string>(first, transfer.end());
  items.erase(std::ranges::find(items, "CoreShowChannelsComplete", [](auto const& m) { return header(m, "Event"); }),
              items.end());
  Desk by_lists;
  by_lists.asterisk.know(items);
  ASSERT_GE(items.size(), 4U);
  by_lists.asterisk.lists["BridgeList"] = {};
  for (auto const& [id, bridge] : desk.exchange.model().bridges)
    by_lists.asterisk.lists["BridgeList"].push_back("Event: BridgeListItem\r\nBridgeUniqueid: " + id +
                                                    "\r\nBridgeType: basic\r\n");
  by_lists.go_live();
  for (auto const& [id, listed] : by_lists.exchange.model().channels.all()) {
    auto const* const channel = desk.exchange.model().channel(id);
    ASSERT_TRUE(channel) << id;
    EXPECT_EQ(channel->name, listed.name);
    EXPECT_EQ(channel->state, listed.state) << listed.name;
    EXPECT_EQ(channel->bridge, listed.bridge) << listed.name;
    EXPECT_EQ(channel->caller, listed.caller) << listed.name;
    EXPECT_EQ(channel->connected, listed.connected) << listed.name;
    EXPECT_EQ(channel->role, listed.role) << listed.name;
  }
}

TEST_P(SyncReplay, T025_WhatTheListsHoldNoMoreEndsAsIfItHadEnded) {
  go_live_in_the_middle();
  desk.asterisk.lists["CoreShowChannels"].clear();
  desk.asterisk.lists["BridgeList"].clear();
  desk.asterisk.lists["VoicemailUsersList"].clear();
  std::erase_if(desk.asterisk.lists["QueueStatus"], [](auto const& item) { return header(item, "Event") == "QueueEntry"; });
  relink();
  auto const told = desk.take();
  for (auto const* const device : {"PJSIP/1001", "PJSIP/1002", "PJSIP/1003"})
    EXPECT_THAT(told, Contains(Notice(CallsChanged{device})));
  EXPECT_THAT(told, Contains(Notice(EntriesChanged{"support"})));
  EXPECT_EQ(desk.exchange.model().counts().channels, 0U);
}

/// One list at a time, written by the test.
struct SyncSteps : ::testing::Test {
  Desk desk;
  std::string id;

  /// Runs until that action is asked for, and leaves it unanswered.
  void hold_back(std::string const& action) {
    desk.asterisk.replies[action] = "";
    desk.exchange.start(desk.now);
    desk.pump();
    for (auto const& heard : desk.asterisk.heard)
      if (header(heard, "Action") == action) id = header(heard, "ActionID");
    ASSERT_FALSE(id.empty());
    say("Response: Success\r\nEventList: start\r\n");
  }
  void say(std::string const& block) { desk.feed(block + "ActionID: " + id + "\r\n\r\n"); }
  void event(std::string const& block) { desk.feed(block + "\r\n"); }
  static std::string channel(std::string const& kind, std::string const& n, std::string const& state,
                             std::string const& more = {}) {
    return "Event: " + kind + "\r\nChannel: PJSIP/100" + n + "-0000000" + n + "\r\nChannelState: " + state + "\r\nUniqueid: 1." +
           n + "\r\nLinkedid: 1." + n + "\r\n" + more;
  }
};

TEST_F(SyncSteps, T024_WhatHappensWhileAListRunsIsNeitherLostNorUndone) {
  hold_back("CoreShowChannels");
  event(channel("Newchannel", "1", "4"));  // after the list was made: not in it
  say(channel("CoreShowChannel", "2", "4"));
  event(channel("Newstate", "3", "6"));  // newer than the item that follows
  say(channel("CoreShowChannel", "3", "4", "BridgeId: b\r\n"));
  event(channel("Hangup", "4", "6"));  // gone, although the older item says otherwise
  say(channel("CoreShowChannel", "4", "6"));
  say("Event: CoreShowChannelsComplete\r\nListItems: 3\r\n");
  EXPECT_EQ(desk.exchange.state(), LinkState::live);
  auto const& model = desk.exchange.model();
  ASSERT_TRUE(model.channel("1.1"));
  ASSERT_TRUE(model.channel("1.2"));
  ASSERT_TRUE(model.channel("1.3"));
  EXPECT_EQ(model.channel("1.3")->state, ChannelState::up);
  EXPECT_EQ(model.channel("1.4"), nullptr);
}

TEST_F(SyncSteps, T024_ABridgeThatAnEventDoesNotSpeakOfIsTakenFromTheItem) {
  desk.asterisk.lists["BridgeList"] = {"Event: BridgeListItem\r\nBridgeUniqueid: b\r\nBridgeType: basic\r\n"};
  hold_back("CoreShowChannels");
  event(channel("NewConnectedLine", "1", "6"));
  event(channel("NewConnectedLine", "2", "6"));
  say(channel("CoreShowChannel", "1", "6", "BridgeId: b\r\n"));
  event("Event: BridgeLeave\r\nBridgeUniqueid: b\r\nBridgeType: basic\r\n" + channel("", "2", "6").substr(9));
  say(channel("CoreShowChannel", "2", "6", "BridgeId: b\r\n"));
  say("Event: CoreShowChannelsComplete\r\nListItems: 2\r\n");
  EXPECT_EQ(desk.exchange.model().channel("1.1")->bridge, "b");
  EXPECT_EQ(desk.exchange.model().channel("1.2")->bridge, "");
}

TEST_F(SyncSteps, T024_AMemberThatWasRemovedMeanwhileStaysRemoved) {
  desk.asterisk.lists["QueueStatus"] = {};
  hold_back("QueueStatus");
  say("Event: QueueParams\r\nQueue: support\r\n");
  event("Event: QueueMemberRemoved\r\nQueue: support\r\nMemberName: Agent/1\r\nInterface: PJSIP/1\r\n");
  event("Event: QueueMemberAdded\r\nQueue: support\r\nMemberName: Agent/2\r\nInterface: PJSIP/2\r\nStatus: 1\r\n");
  say("Event: QueueMember\r\nQueue: support\r\nName: Agent/1\r\nLocation: PJSIP/1\r\nStatus: 1\r\n");
  say("Event: QueueStatusComplete\r\nListItems: 2\r\n");
  EXPECT_EQ(desk.exchange.model().member("support", "PJSIP/1"), nullptr);
  EXPECT_NE(desk.exchange.model().member("support", "PJSIP/2"), nullptr);
}

TEST_F(SyncSteps, AListThatIsShorterThanItSaysRemovesNothing) {
  desk.asterisk.lists["QueueStatus"] = {"Event: QueueMember\r\nQueue: support\r\nName: Agent/1\r\nLocation: PJSIP/1\r\n"};
  desk.go_live();
  desk.exchange.closed(flow::AmiLink::events, "reset", desk.now);
  desk.asterisk.replies["QueueStatus"] = "";
  desk.advance(seconds(2));
  for (auto const& heard : desk.asterisk.heard)
    if (header(heard, "Action") == "QueueStatus") id = header(heard, "ActionID");
  say("Response: Success\r\nEventList: start\r\n");
  say("Event: QueueStatusComplete\r\nListItems: 1\r\n");
  EXPECT_NE(desk.exchange.model().member("support", "PJSIP/1"), nullptr);
}

TEST_F(SyncSteps, AnEventThatOnlyCarriesTheActionIdOfAListIsNoItem) {
  hold_back("CoreShowChannels");
  desk.feed("Event: UserEvent\r\nActionID: " + id + "\r\nUserEvent: x\r\n\r\n");
  say("Event: CoreShowChannelsComplete\r\nListItems: 0\r\n");
  EXPECT_EQ(desk.exchange.state(), LinkState::live);
}

TEST_F(SyncSteps, AnAsteriskThatDoesNotAnswerAListIsLeft) {
  hold_back("DeviceStateList");
  desk.advance(seconds(6));
  EXPECT_EQ(desk.exchange.state(), LinkState::connecting);
}

}  // namespace
}  // namespace crosspoint::pbx
