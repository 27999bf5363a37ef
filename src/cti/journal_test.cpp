#include "cti/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosspoint::cti {
namespace {

using flow::Topic;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr SessionId alice{1}, bob{2};
constexpr flow::ListSet phones = 2, queues = 8;
constexpr Topic own = {Topic::Kind::own, 1};

struct JournalTest : testing::Test {
  Journal::Limits limits{.messages_of_kind = 3, .bytes_of_kind = 4000, .messages_bytes = 6000, .states_bytes = 3000};
  Journal journal{limits};
  Time now{std::chrono::seconds{1'795'452'000}};

  void admit(SessionId session) {
    journal.admit(session);
    journal.watch(session, Topic::all());
    journal.watch(session, own);
  }

  /// Its number.
  std::uint64_t tell(std::string const& name, flow::StateKey state, Topic topic = Topic::all(), flow::ListSet lists = phones,
                     SessionId except = {}) {
    journal.note({topic, "{\"n\":\"" + name + "\"}\n", state, except, lists, {}}, {}, now);
    return journal.last();
  }

  /// The names of what the session has missed.
  std::vector<std::string> missed(SessionId session, std::uint64_t since) {
    answer = journal.missed(session, since, now);
    std::vector<std::string> names;
    for (auto const& line : answer.lines) names.push_back(line.substr(6, line.find('"', 6) - 6));
    return names;
  }
  Journal::Missed answer;
};

TEST_F(JournalTest, P214_GivesNoNumbersBeforeSomebodyAsks) {
  EXPECT_EQ(journal.note({Topic::all(), "{}\n"}, ",\"since\":1", now), "");
  EXPECT_EQ(journal.last(), 0U);
  EXPECT_EQ(journal.bytes(), 0U);
  admit(alice);
  EXPECT_EQ(journal.note({Topic::all(), "{}\n"}, ",\"since\":1", now), ",\"since\":1,\"seq\":2");
}

TEST_F(JournalTest, P216_TellsWhatCameLaterInOrderAndOfAStateTheNewest) {
  admit(alice);
  auto const since = tell("4 rings", 4);
  tell("5 rings", 5);
  tell("chat", 0, own, 0);
  tell("5 talks", 5);
  EXPECT_THAT(missed(alice, since), ElementsAre("chat", "5 talks"));
  EXPECT_EQ(answer.lines.back(), "{\"n\":\"5 talks\",\"seq\":5}\n");
  EXPECT_EQ(answer.lists, 0);
  EXPECT_FALSE(answer.lost);
  EXPECT_THAT(missed(alice, journal.last()), IsEmpty());
  EXPECT_THAT(missed(bob, 0), IsEmpty()) << "who has no numbers";
}

TEST_F(JournalTest, P216_TellsOfWhatIsWatchedAndNotToWhomItWasNotTold) {
  admit(alice);
  auto const since = journal.last();
  tell("queue", 7, Topic::all(), queues);
  tell("phone", 4);
  tell("sheet", 0, Topic::all(), 0);
  tell("to others", 0, own, 0, alice);
  tell("to bob", 0, {Topic::Kind::own, 2}, 0);
  journal.watch_lists(alice, phones);
  EXPECT_THAT(missed(alice, since), ElementsAre("phone", "sheet"));
  journal.unwatch(alice, Topic::all(), now);
  EXPECT_THAT(missed(alice, since), IsEmpty());
}

TEST_F(JournalTest, P216_KnowsWhatHappenedWhileNobodyWasThere) {
  admit(alice);
  auto const since = journal.last();
  journal.forget(alice, now);
  tell("4 rings", 4);
  tell("chat", 0, own, 0);
  admit(bob);
  EXPECT_THAT(missed(bob, since), ElementsAre("4 rings", "chat"));
  EXPECT_FALSE(answer.lost);
}

TEST_F(JournalTest, P218_SaysWhichListsToLoadWhenMessagesAreGone) {
  admit(alice);
  auto const since = journal.last();
  for (auto const* const name : {"a", "b", "c", "d"}) tell(name, 0, Topic::all(), queues);
  tell("chat", 0, own, 0);
  EXPECT_THAT(missed(alice, since), ElementsAre("chat")) << "the list is to be loaded: its messages say nothing more";
  EXPECT_EQ(answer.lists, queues);
  EXPECT_FALSE(answer.lost);
  EXPECT_THAT(missed(alice, since + 1), ElementsAre("b", "c", "d", "chat"));
  EXPECT_EQ(answer.lists, 0);
}

TEST_F(JournalTest, P218_SaysThatOwnMessagesAreGoneByNumberBytesAndAge) {
  admit(alice);
  auto const since = journal.last();
  for (auto const* const name : {"a", "b", "c", "d"}) tell(name, 0, own, 0);
  EXPECT_THAT(missed(alice, since), ElementsAre("b", "c", "d"));
  EXPECT_TRUE(answer.lost);
  auto const later = tell(std::string(5000, 'x'), 0, own, 0);
  EXPECT_THAT(missed(alice, later - 1), IsEmpty());
  EXPECT_TRUE(answer.lost);
  auto const last = tell("e", 0, own, 0);
  now += limits.age + Duration(1);
  EXPECT_THAT(missed(alice, last - 1), IsEmpty());
  EXPECT_TRUE(answer.lost);
  EXPECT_EQ(journal.bytes(), 0U);
}

TEST_F(JournalTest, P218_SaysThatMessagesAreGoneThatWereToldLongAfterEverybodyHadLeft) {
  admit(alice);
  auto const since = journal.last();
  journal.forget(alice, now);
  now += limits.age + Duration(1);
  tell("a", 0, own, 0);
  admit(bob);
  EXPECT_THAT(missed(bob, since), IsEmpty());
  EXPECT_TRUE(answer.lost);
  EXPECT_THAT(missed(bob, journal.last()), IsEmpty());
  EXPECT_FALSE(answer.lost);
}

TEST_F(JournalTest, P218_KeepsNoMoreStatesThanItMay) {
  admit(alice);
  auto const since = journal.last();
  for (flow::StateKey state = 1; state <= 100; ++state) tell("state", state);
  EXPECT_LE(journal.bytes(), limits.states_bytes);
  missed(alice, since);
  EXPECT_EQ(answer.lists, flow::every_list);
  EXPECT_THAT(missed(alice, journal.last() - 2), ElementsAre("state", "state"));
  EXPECT_EQ(answer.lists, 0);
}

TEST_F(JournalTest, P218_SendsListsToBeLoadedRatherThanALongAnswer) {
  Journal large({.answer_bytes = 1000});
  large.admit(alice);
  large.watch(alice, Topic::all());
  large.watch(alice, own);
  auto const since = large.last();
  large.note({own, "{\"n\":\"chat\"}\n"}, {}, now);
  for (flow::StateKey state = 1; state <= 100; ++state)
    large.note({Topic::all(), "{\"n\":\"state\"}\n", state, {}, phones, {}}, {}, now);
  auto const all = large.missed(alice, since, now);
  EXPECT_EQ(all.lists, flow::every_list);
  EXPECT_EQ(all.lines.size(), 1U);
  EXPECT_FALSE(all.lost);
}

}  // namespace
}  // namespace crosspoint::cti
