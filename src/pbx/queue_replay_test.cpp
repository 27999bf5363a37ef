#include <gmock/gmock.h>

#include "pbx/testing/fixture.h"

namespace crosspoint::pbx {
namespace {

using testing::count;
using testing::Desk;
using ::testing::ElementsAre;
using testing::header;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct QueueReplay : testing::Replay {
  QueueReplay() { desk.go_live(); }

  [[nodiscard]] std::vector<QueueEntry> waiting(std::string_view queue) const {
    auto const* const found = desk.exchange.model().queue(queue);
    return found ? found->entries : std::vector<QueueEntry>{};
  }
};
BOTH_VERSIONS(QueueReplay);

TEST_P(QueueReplay, T064_CallersJoinAndTheLaterOnesMoveUp) {
  auto const two = script("queue-two-callers");
  desk.play(two, "QueueCallerAbandon");
  ASSERT_THAT(waiting("support"), SizeIs(2));
  EXPECT_EQ(waiting("support")[0].position, 1);
  EXPECT_EQ(waiting("support")[1].position, 2);
  EXPECT_EQ(waiting("support")[1].caller, (Party{"Chloe Durand", "1003"}));
  desk.take();
  desk.play(two, "QueueCallerAbandon");
  EXPECT_EQ(count<EntriesChanged>(desk.take()), 1);
  ASSERT_THAT(waiting("support"), SizeIs(1));
  EXPECT_EQ(waiting("support")[0].position, 1);
  EXPECT_EQ(waiting("support")[0].caller.number, "1003");
  desk.play(two);
  EXPECT_THAT(waiting("support"), IsEmpty());
}

/// Only Asterisk's list says that a call's priority has brought it forward.
TEST_P(QueueReplay, T064_AnOrderThatChangesSilentlyIsToldWithinTwoSeconds) {
  auto const two = script("queue-two-callers");
  desk.play(two, "QueueCallerAbandon");
  auto& items = desk.asterisk.lists["QueueStatus"];
  items = {"Event: QueueParams\r\nQueue: support\r\n"};
  for (auto const& entry : waiting("support"))
    items.push_back("Event: QueueEntry\r\nQueue: support\r\nPosition: " + std::to_string(3 - entry.position) +
                    "\r\nUniqueid: " + entry.uniqueid + "\r\nCallerIDNum: " + entry.caller.number + "\r\n");
  desk.take();
  desk.advance(std::chrono::seconds(2));
  EXPECT_EQ(count<EntriesChanged>(desk.take()), 1);
  ASSERT_THAT(waiting("support"), SizeIs(2));
  EXPECT_EQ(waiting("support")[0].caller.number, "1003");
  desk.advance(std::chrono::seconds(5));
  EXPECT_EQ(count<EntriesChanged>(desk.take()), 0);
  EXPECT_EQ(desk.asterisk.times("QueueStatus"), 1 + 3) << "asked again as long as two wait";
  desk.play(two);
  desk.advance(std::chrono::seconds(3));
  auto const asked = desk.asterisk.times("QueueStatus");
  desk.advance(std::chrono::seconds(10));
  EXPECT_EQ(desk.asterisk.times("QueueStatus"), asked) << "nobody waits";
}

TEST_P(QueueReplay, T008_WhatSaysNothingIsEmpty) {
  auto const two = script("queue-two-callers");
  desk.play(two, "QueueCallerAbandon");
  for (auto const& entry : waiting("support")) {
    auto const* const channel = desk.exchange.model().channel(entry.uniqueid);
    ASSERT_TRUE(channel);
    EXPECT_EQ(channel->connected, Party{});
  }
}

TEST_P(QueueReplay, T065_ACountThatDoesNotFitAsksForTheQueueOnceAndTellsNothingBefore) {
  auto two = script("queue-two-callers");
  auto const first = std::ranges::find(two, "QueueCallerJoin", [](auto const& m) { return header(m, "Event"); });
  two.erase(first);
  desk.asterisk.know(script("queue-two-callers"));
  desk.play(two, "QueueCallerAbandon");
  EXPECT_EQ(count<EntriesChanged>(desk.take()), 0);
  auto const asked = desk.asterisk.times("QueueStatus");
  desk.advance(std::chrono::seconds(1));
  EXPECT_EQ(desk.asterisk.times("QueueStatus"), asked + 1);
  EXPECT_EQ(count<EntriesChanged>(desk.take()), 1);
  EXPECT_THAT(waiting("support"), SizeIs(2));
}

TEST_P(QueueReplay, T066_ACallTakenOutByABridgeWaitsNoLonger) {
  for (auto const* const name : {"switchboard-answer", "switchboard-retrieve"}) {
    auto const call = script(name);
    desk.play(call, "QueueCallerJoin");
    desk.play(call, "BridgeLeave");
    desk.rest();
    EXPECT_EQ(desk.exchange.model().counts().entries, 0U) << name;
    desk.play(call);
  }
}

TEST_P(QueueReplay, T067_CallersThatGiveUpWaitNoLonger) {
  for (auto const* const name : {"queue-timeout", "queue-full-and-leave-empty", "queue-abandoned", "queue-joinempty"}) {
    desk.play(script(name));
    EXPECT_EQ(desk.exchange.model().counts().entries, 0U) << name;
  }
}

/// "joined", "left", "gave up", "taken" and "answered by Agent/2002 after 1", in order.
std::vector<std::string> fates(Notices const& notices) {
  static constexpr std::array names{"left", "gave up", "taken"};
  std::vector<std::string> all;
  for (auto const& notice : notices) {
    if (std::holds_alternative<CallerJoined>(notice)) all.emplace_back("joined");
    if (auto const* const left = std::get_if<CallerLeft>(&notice)) all.emplace_back(names[static_cast<std::size_t>(left->how)]);
    if (auto const* const answer = std::get_if<AgentConnected>(&notice))
      all.push_back("answered by " + answer->member_name + " after " + std::to_string(answer->hold_time.count()));
  }
  return all;
}

TEST_P(QueueReplay, T064_T067_T114_TellsWhatBecomesOfCallers) {
  desk.play(script("queue-answered"));
  EXPECT_THAT(fates(desk.take()), ElementsAre("joined", "left", "answered by Agent/2002 after 1"));
  for (auto const* const name : {"queue-abandoned", "queue-timeout", "queue-full-and-leave-empty"}) {
    desk.play(script(name));
    EXPECT_THAT(fates(desk.take()), ElementsAre("joined", "gave up", "left")) << name;
  }
  desk.play(script("queue-joinempty"));
  EXPECT_THAT(fates(desk.take()), IsEmpty());
}

TEST_P(QueueReplay, T066_T115_ACallThatIsPulledOutIsTaken) {
  for (auto const* const name : {"switchboard-answer", "switchboard-retrieve"}) {
    desk.play(script(name));
    EXPECT_THAT(fates(desk.take()), ElementsAre("joined", "taken")) << name;
  }
}

TEST_P(QueueReplay, T062_CallsThatWaitedBeforeUsHaveJoinedAsLongAgoAsTheListSays) {
  Desk other;
  other.asterisk.know(script("queue-two-callers"));
  other.exchange.start(other.now);
  other.pump();
  std::vector<Duration> ago;
  for (auto const& notice : other.take())
    if (auto const* const joined = std::get_if<CallerJoined>(&notice)) ago.push_back(other.now - joined->at);
  EXPECT_THAT(ago, ElementsAre(std::chrono::seconds(2), std::chrono::seconds(1)));
}

TEST_P(QueueReplay, T070_AMemberIsToldWhenItChangesAndNotOtherwise) {
  desk.play(script("queue-member-changes"));
  auto const* const member = desk.exchange.model().member("sales", "PJSIP/1002");
  ASSERT_TRUE(member);
  EXPECT_EQ(member->status, 5);
  EXPECT_EQ(count<MemberChanged>(desk.take()), 3);
  desk.play(script("agent-pause-unpause"));
  desk.take();
  auto pause = script("agent-pause-unpause");
  std::erase_if(pause, [](auto const& message) { return header(message, "Event") != "QueueMemberPause"; });
  ASSERT_FALSE(pause.empty());
  desk.play({pause[0]});
  desk.take();
  desk.play({pause[0]});
  EXPECT_EQ(count<MemberChanged>(desk.take()), 0);
}

TEST_P(QueueReplay, T063_TheListNamesAMemberOtherwiseAndMeansTheSame) {
  auto const two = script("queue-two-callers");
  desk.play(two, "QueueMember");
  auto const* const told = desk.exchange.model().member("support", "PJSIP/1002");
  ASSERT_TRUE(told);
  auto by_event = *told;
  Desk other;
  other.asterisk.know(two);
  other.go_live();
  auto const* const listed = other.exchange.model().member("support", "PJSIP/1002");
  ASSERT_TRUE(listed);
  by_event.ring_in_use = listed->ring_in_use;  // the list does not say it
  EXPECT_TRUE(by_event.same_as(*listed));
}

TEST_P(QueueReplay, T065_AQueueThatDoesNotAnswerIsToldAsItIsKnown) {
  auto two = script("queue-two-callers");
  two.erase(std::ranges::find(two, "QueueCallerJoin", [](auto const& m) { return header(m, "Event"); }));
  desk.play(two, "QueueCallerAbandon");
  desk.asterisk.replies["QueueStatus"] = "";
  desk.advance(std::chrono::seconds(7));
  EXPECT_EQ(count<EntriesChanged>(desk.take()), 1);
}

TEST_P(QueueReplay, T071_TakesThePauseAndItsReason) {
  auto const pauses = script("agent-pause-unpause");
  desk.play(pauses, "QueueMemberPause", "Paused: 0");
  auto const* const member = desk.exchange.model().member("support", "PJSIP/1002");
  ASSERT_TRUE(member);
  EXPECT_TRUE(member->paused);
}

TEST_P(QueueReplay, MembersComeAndGo) {
  desk.play(script("agent-login"));
  EXPECT_TRUE(desk.exchange.model().member("support", "PJSIP/1002"));
  EXPECT_GT(count<MemberChanged>(desk.take()), 0);
  desk.play(script("agent-logout"));
  EXPECT_GT(count<MemberGone>(desk.take()), 0);
  EXPECT_FALSE(desk.exchange.model().member("support", "PJSIP/1002"));
}

TEST_P(QueueReplay, T097_CountsTheMessagesInABox) {
  auto const boxes = [](Notices const& notices) {
    std::vector<int> messages;
    for (auto const& notice : notices)
      if (auto const* const box = std::get_if<MailboxChanged>(&notice); box && box->address == "1002@default")
        messages.push_back(box->new_messages);
    return messages;
  };
  desk.play(script("voicemail-left"));
  EXPECT_THAT(boxes(desk.take()), ElementsAre(1));
  EXPECT_EQ(desk.exchange.model().new_messages("1002@default"), 1);
  desk.play(script("voicemail-consulted"));
  EXPECT_THAT(boxes(desk.take()), ElementsAre(0));
}

TEST_P(QueueReplay, T099_T100_AConferenceCountsItsJoins) {
  auto const conference = script("confbridge");
  desk.play(conference, "ConfbridgeLeave");
  auto const* const room = lookup(desk.exchange.model().rooms, "8000");
  ASSERT_TRUE(room);
  ASSERT_THAT(room->participants, SizeIs(3));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(room->participants[static_cast<std::size_t>(i)].join_order, i + 1);
  EXPECT_TRUE(room->started);
  desk.play(conference);
  EXPECT_EQ(lookup(desk.exchange.model().rooms, "8000"), nullptr);
}

TEST_P(QueueReplay, T099_ARoomIsToldWhenItChangesAndNotOtherwise) {
  auto const conference = script("confbridge");
  desk.play(conference);
  // Three join; one is muted and heard again; all are muted, one of whom was already, and heard again; three leave.
  EXPECT_EQ(count<RoomChanged>(desk.take()), 3 + 2 + 2 + 3 + 3);
}

TEST_P(QueueReplay, T103_AParkedCallIsKeptUntilItIsTakenOrGivesUp) {
  for (auto const* const name : {"parking", "parking-giveup"}) {
    auto const parking = script(name);
    desk.play(parking, "ParkedCall");
    desk.feed(parking[desk.played]);
    EXPECT_EQ(desk.exchange.model().counts().parked, 1U) << name;
    desk.play(parking);
    EXPECT_EQ(desk.exchange.model().counts().parked, 0U) << name;
  }
}

}  // namespace
}  // namespace crosspoint::pbx
