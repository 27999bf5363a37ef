#include "domain/history/history.h"

#include <gtest/gtest.h>

#include "domain/people/people.h"

namespace crosspoint::domain {
namespace {

using Mode = flow::PastCall::Mode;
using Start = pbx::Course::Start;

constexpr Time noon{std::chrono::seconds{1'795'452'018}};
constexpr Time after(int seconds) { return noon + std::chrono::seconds(seconds); }
/// The same as it is written down.
constexpr WallTime shown(int seconds) { return WallTime(after(seconds).time_since_epoch()); }

/// Alice with the lines 1001 and 1011, Bob with 1002, Heidi with none.
struct HistoryTest : testing::Test {
  HistoryTest() {
    directory.users[UserId{1}] = {.id = UserId{1}, .firstname = "Alice", .lines = {LineId{1}, LineId{11}}};
    directory.users[UserId{2}] = {.id = UserId{2}, .firstname = "Bob", .lastname = "Stone", .lines = {LineId{2}}};
    directory.users[UserId{8}] = {.id = UserId{8}, .firstname = "Heidi"};
    for (auto const& [id, user] : {std::pair{1, 1}, {11, 1}, {2, 2}}) {
      auto const number = std::to_string(1000 + id);
      directory.lines[LineId{id}] = {.id = LineId{id}, .user = UserId{user}, .name = number, .number = number};
    }
    directory.queues[QueueId{1}] = {.id = QueueId{1}, .name = "blue", .display_name = "Blue", .number = "3001"};
    directory.queues[QueueId{2}] = {.id = QueueId{2}, .name = "red", .number = "3002"};
    directory.queues[QueueId{3}] = {.id = QueueId{3}, .name = "elsewhere", .number = "3003", .context = "branch"};
    directory.rooms[RoomId{1}] = {.id = RoomId{1}, .name = "Big room", .number = "4000"};
    history.reconfigured();
  }

  static pbx::Channel leg_of(std::string device, pbx::Course course) {
    pbx::Channel leg;
    leg.uniqueid = "17.1";
    leg.linkedid = "17.0";
    leg.device = std::move(device);
    leg.created = noon;
    leg.course = std::move(course);
    return leg;
  }

  static pbx::Channel called(std::string device, std::optional<Time> answered = {}) {
    return leg_of(std::move(device), {.start = Start::called, .from = {"Carol Reyes", "1003"}, .answered = answered});
  }

  static pbx::Channel dialled(std::string exten, std::optional<Time> up = {}) {
    return leg_of("PJSIP/1001", {.start = Start::dialled, .exten = std::move(exten), .context = "default", .up = up});
  }

  /// What was written down of a leg that ends ten seconds after noon.
  std::vector<flow::SaveCall> after_end(pbx::Channel leg, int cause = 16) {
    history.ended({std::move(leg), cause, after(10)});
    return written();
  }

  std::vector<flow::SaveCall> written() {
    std::vector<flow::SaveCall> calls;
    for (auto const& effect : std::exchange(effects, {}))
      if (auto const* const store = std::get_if<flow::Store>(&effect)) calls.push_back(std::get<flow::SaveCall>(store->change));
    return calls;
  }

  static std::vector<flow::SaveCall> one(UserId user, flow::PastCall call) { return {{user, std::move(call)}}; }

  directory::Directory directory;
  flow::Tokens tokens;
  Events events;
  flow::Effects effects;
  pbx::Exchange exchange{pbx::Settings{}, effects};
  PersonalContacts personal{1, directory, tokens, events, effects};
  People people{{}, directory, personal, events, effects};
  WallClock wall_clock;
  History history{{}, directory, exchange, people, wall_clock, tokens, events, effects};
};

TEST_F(HistoryTest, T178_ASentCallLastsFromTheAnswerToItsEnd) {
  auto leg = dialled("1002", after(4));
  leg.connected = {"B. Stone", "1002"};
  EXPECT_EQ(after_end(leg), one(UserId{1}, {.line = LineId{1},
                                            .mode = Mode::sent,
                                            .extension = "1002",
                                            .name = "B. Stone",
                                            .started = shown(0),
                                            .answered = shown(4),
                                            .ended = shown(10),
                                            .linkedid = "17.0"}));
  EXPECT_EQ(after_end(dialled("1002")).at(0).call.duration(), Duration{});
}

TEST_F(HistoryTest, T178_AReceivedCallIsNamedAfterItsCaller) {
  EXPECT_EQ(after_end(called("PJSIP/1002", after(4))), one(UserId{2}, {.line = LineId{2},
                                                                       .mode = Mode::received,
                                                                       .extension = "1003",
                                                                       .name = "Carol Reyes",
                                                                       .started = shown(0),
                                                                       .answered = shown(4),
                                                                       .ended = shown(10),
                                                                       .linkedid = "17.0"}));
}

TEST_F(HistoryTest, T178_ACallThatWasNotTakenIsMissed) {
  auto const calls = after_end(called("PJSIP/1002"), 127);
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].call.mode, Mode::missed);
  EXPECT_EQ(calls[0].call.duration(), Duration{});
}

TEST_F(HistoryTest, T178_ANameThatTheExchangeDoesNotKnowComesFromTheDirectory) {
  EXPECT_EQ(after_end(dialled("1002")).at(0).call.name, "Bob Stone");
  EXPECT_EQ(after_end(dialled("0033100000002")).at(0).call.name, "");
}

TEST_F(HistoryTest, T178_QueuesRoomsAndContactsHaveNamesToo) {
  flow::PersonalLoaded kept;
  kept.books[UserId{1}].contacts = {{"1", {{"firstname", "Front"}, {"lastname", "Desk"}, {"mobile", "+33 6 00 00 00 07"}}}};
  personal.loaded(kept);
  flow::SourceLoaded source{"suppliers", {{"1", {{"name", "Dry goods"}, {"number", "0100000009"}}}}};
  people.loaded(source);
  auto const name_of = [&](std::string const& number) { return after_end(dialled(number)).at(0).call.name; };
  EXPECT_EQ(name_of("3001"), "Blue");
  EXPECT_EQ(name_of("3002"), "red") << "it has no name for people";
  EXPECT_EQ(name_of("3003"), "") << "another context";
  EXPECT_EQ(name_of("4000"), "Big room");
  EXPECT_EQ(name_of("0600000007"), "Front Desk");
  EXPECT_EQ(name_of("0100000009"), "Dry goods");
  EXPECT_EQ(name_of("*98"), "");
  auto of_bob = called("PJSIP/1002", after(4));
  of_bob.course.from = {"", "0600000007"};
  EXPECT_EQ(after_end(of_bob).at(0).call.name, "") << "a personal contact of alice alone";
  of_bob.course.from = {"", ""};
  EXPECT_EQ(after_end(of_bob).at(0).call.name, "") << "who withholds the number is nobody";
}

TEST_F(HistoryTest, T179_TheNameIsOfWhoTookTheCallNotOfWhoGotItLater) {
  auto leg = dialled("1002", after(4));
  leg.course.reached = pbx::Party{"B. Stone", "1002"};
  leg.connected = {"Carol Reyes", "1003"};
  EXPECT_EQ(after_end(leg).at(0).call.name, "B. Stone");
}

TEST_F(HistoryTest, T180_AnsweredElsewhereAndCallsOfQueuesAreNotMissed) {
  EXPECT_TRUE(after_end(called("PJSIP/1002"), 26).empty());
  auto of_queue = called("PJSIP/1002");
  of_queue.course.may_be_missed = false;
  EXPECT_TRUE(after_end(of_queue, 17).empty());
  of_queue.course.answered = after(4);
  EXPECT_EQ(after_end(of_queue).at(0).call.mode, Mode::received);
}

TEST_F(HistoryTest, T180_PhonesOfOneUserThatRingTogetherAreOneMissedCall) {
  EXPECT_EQ(after_end(called("PJSIP/1001")).size(), 1U);
  EXPECT_EQ(after_end(called("PJSIP/1011")).size(), 0U);
  auto next_call = called("PJSIP/1011");
  next_call.linkedid = "18.0";
  EXPECT_EQ(after_end(next_call).size(), 1U);
}

TEST_F(HistoryTest, T181_ACallToAPhoneThatIsNotRegisteredIsMissed) {
  auto leg = dialled("1002");
  leg.caller = {"Alice", "1001"};
  auto const calls = after_end(leg, 3);
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[1], (flow::SaveCall{UserId{2},
                                      {.line = LineId{2},
                                       .mode = Mode::missed,
                                       .extension = "1001",
                                       .name = "Alice",
                                       .started = shown(10),
                                       .ended = shown(10),
                                       .linkedid = "17.0"}}));
}

TEST_F(HistoryTest, T181_OnlyTheMainExtensionInItsContextCounts) {
  EXPECT_EQ(after_end(dialled("1011"), 3).size(), 1U) << "not a main extension";
  auto elsewhere = dialled("1002");
  elsewhere.course.context = "branch";
  EXPECT_EQ(after_end(elsewhere, 3).size(), 1U);
  auto rang = dialled("1002");
  rang.course.has_dialled = true;
  EXPECT_EQ(after_end(rang, 3).size(), 1U) << "its leg has told it already";
  History unforgiving({.offline_is_missed = false}, directory, exchange, people, wall_clock, tokens, events, effects);
  unforgiving.reconfigured();
  unforgiving.ended({dialled("1002"), 3, after(10)});
  EXPECT_EQ(written().size(), 1U);
}

TEST_F(HistoryTest, T182_ACallFromTheScreenIsAnsweredWhenTheOtherSideIs) {
  auto leg = dialled("1002", after(2));
  leg.course.start = Start::originated;
  leg.course.has_dialled = true;
  leg.connected = {"Alice", "1001"};
  auto const unanswered = after_end(leg).at(0).call;
  EXPECT_EQ(unanswered.duration(), Duration{});
  EXPECT_EQ(unanswered.name, "Bob Stone") << "not her own, which her phone has shown";
  leg.course.answered = after(5);
  EXPECT_EQ(after_end(leg).at(0).call.duration(), std::chrono::seconds(5));
}

TEST_F(HistoryTest, T182_ACallFromTheScreenToAMailboxIsAnsweredByIt) {
  auto leg = dialled("*98", after(2));
  leg.course.start = Start::originated;
  EXPECT_EQ(after_end(leg).at(0).call.answered, shown(2));
}

TEST_F(HistoryTest, T182_ALegThatHasDialledNothingIsNoCall) {
  auto spy = dialled("", after(2));
  spy.course.start = Start::originated;
  EXPECT_TRUE(after_end(spy).empty());
  EXPECT_TRUE(after_end(leg_of("PJSIP/1001", {})).empty());
}

TEST_F(HistoryTest, T182_AWaitingCallThatAnOperatorFetchedIsReceived) {
  auto leg = dialled("s", after(2));
  leg.course.start = Start::originated;
  leg.connected = {"Carol Reyes", "1003"};
  EXPECT_TRUE(after_end(leg).empty()) << "not picked up: the call waits on";
  leg.talking_since = after(3);
  auto const received = after_end(leg).at(0).call;
  EXPECT_EQ(received.mode, Mode::received);
  EXPECT_EQ(received.extension, "1003");
  EXPECT_EQ(received.name, "Carol Reyes");
  EXPECT_EQ(received.duration(), std::chrono::seconds(7));
}

TEST_F(HistoryTest, T183_AnAnswerThatNobodyHasTold) {
  auto leg = called("PJSIP/1002");
  leg.talking_since = after(3);
  EXPECT_EQ(after_end(leg).at(0).call.duration(), std::chrono::seconds(7));
}

TEST_F(HistoryTest, T183_ACallDoesNotEndBeforeItBegan) {
  history.ended({called("PJSIP/1002", after(4)), 0, Time{}});
  EXPECT_EQ(written().at(0).call.ended, shown(4));
}

TEST_F(HistoryTest, ACallerWhoIsTurnedAwayIsMissedOnce) {
  history.heed(CallTurnedAway{UserId{2}, "17.0", "Alice", "1001"}, noon);
  history.heed(CallTurnedAway{UserId{2}, "17.0", "Alice", "1001"}, after(1));
  history.heed(CallTurnedAway{UserId{8}, "17.0", "Alice", "1001"}, noon);
  EXPECT_EQ(written().size(), 1U) << "Heidi has no line";
}

TEST_F(HistoryTest, PhonesThatAreNobodysHaveNoHistory) { EXPECT_TRUE(after_end(called("PJSIP/trunk")).empty()); }

TEST_F(HistoryTest, IsNotKeptWhenItIsSwitchedOff) {
  History off({.keep = false}, directory, exchange, people, wall_clock, tokens, events, effects);
  off.reconfigured();
  off.ended({called("PJSIP/1002"), 16, after(10)});
  EXPECT_TRUE(effects.empty());
}

TEST_F(HistoryTest, P185_TellsTheAskerWhatTheStoreHas) {
  Asker const alice{SessionId{10}, UserId{1}, "621"};
  history.ask(alice, 8);
  auto const question = std::get<flow::ReadCalls>(effects.at(0));
  EXPECT_EQ(question, (flow::ReadCalls{question.token, UserId{1}, 8}));
  history.read({question.token, {{{.extension = "1002"}, "2026-11-25T12:00:00.000000"}}});
  EXPECT_EQ(events, (Events{HistoryRead{alice, {{{.extension = "1002"}, "2026-11-25T12:00:00.000000"}}}}));
  history.read({question.token, {}});
  EXPECT_EQ(events.size(), 1U) << "answered once";
}

TEST_F(HistoryTest, P185_AsksForNoMoreThanItsLimit) {
  history.ask({SessionId{10}, UserId{1}, ""}, 5'000'000);
  EXPECT_EQ(std::get<flow::ReadCalls>(effects.at(0)).most, History::longest);
}

TEST_F(HistoryTest, ForgetsWhoHasGone) {
  history.ask({SessionId{10}, UserId{1}, ""}, 8);
  history.forget(SessionId{10});
  history.read({std::get<flow::ReadCalls>(effects.at(0)).token, {}});
  EXPECT_TRUE(events.empty());
}

}  // namespace
}  // namespace crosspoint::domain
