#include "io/store/archive.h"

#include <gtest/gtest.h>

#include <set>

#include "io/store/testing/fixture.h"

namespace crosspoint::io::store {
namespace {

constexpr WallTime now{std::chrono::seconds{1'795'452'018}};

struct ArchiveTest : StoreFixture {
  ArchiveTest() { fill(two_users()); }

  bool write(UserId from, UserId to, WallTime sent, std::string text) {
    return database.save({flow::SaveChat{from, to, sent, "Desk", std::move(text)}}).value().at(0);
  }

  std::vector<std::string> messages() {
    std::vector<std::string> texts;
    soci::session sql(soci::sqlite3, "dbname=" + file().string());
    soci::rowset<std::string> const rows = (sql.prepare << "SELECT text FROM chat_messages ORDER BY sent");
    for (auto const& text : rows) texts.push_back(text);
    return texts;
  }

  std::vector<flow::PastCall> calls_of(UserId user, std::size_t most) {
    std::vector<flow::PastCall> calls;
    auto all = database.calls_of(user, most).value();
    for (auto& stored : all) calls.push_back(std::move(stored.call));
    return calls;
  }

  using Texts = std::vector<std::string>;
  Database database = open();
};

TEST_F(ArchiveTest, P188_KeepsWhatWasWritten) {
  EXPECT_TRUE(write(UserId{1}, UserId{2}, now, "Grüße"));
  soci::session sql(soci::sqlite3, "dbname=" + file().string());
  long long sent = 0, from = 0, to = 0;
  std::string alias, text;
  sql << "SELECT sent, from_user, to_user, alias, text FROM chat_messages", soci::into(sent), soci::into(from), soci::into(to),
      soci::into(alias), soci::into(text);
  EXPECT_EQ(sent, 1'795'452'018'000'000);
  EXPECT_EQ(std::tuple(from, to, alias, text), std::tuple(1, 2, "Desk", "Grüße"));
}

TEST_F(ArchiveTest, P190_KeepsNothingForAUserWhoIsNotThere) {
  EXPECT_FALSE(write(UserId{1}, UserId{99}, now, "lost"));
  EXPECT_FALSE(write(UserId{99}, UserId{1}, now, "lost"));
  EXPECT_EQ(messages(), Texts{});
}

TEST_F(ArchiveTest, ForgetsWhatIsOlderThanItMayBe) {
  write(UserId{1}, UserId{2}, now - std::chrono::days(8), "old");
  write(UserId{1}, UserId{2}, now - std::chrono::days(7), "just young enough");
  ASSERT_TRUE(database.forget_old({.chat = std::chrono::days(7)}, now));
  EXPECT_EQ(messages(), Texts{"just young enough"});
  ASSERT_TRUE(database.forget_old({.chat = std::chrono::days(0)}, now));
  EXPECT_EQ(messages(), Texts{});
}

TEST_F(ArchiveTest, ForgetsAUserWithHisMessages) {
  write(UserId{1}, UserId{2}, now, "to bob");
  write(UserId{2}, UserId{1}, now, "from bob");
  write(UserId{1}, UserId{1}, now, "to myself");
  auto without_bob = two_users();
  without_bob.users.erase(UserId{2});
  fill(without_bob);
  EXPECT_EQ(messages(), Texts{"to myself"});
}

TEST_F(ArchiveTest, GivesNobodyThePastOfWhoHadHisNumberBefore) {
  write(UserId{1}, UserId{2}, now, "to bob");
  auto changed = two_users();
  changed.users.at(UserId{2}).lastname = "Stone";
  fill(changed);
  EXPECT_EQ(messages(), Texts{"to bob"}) << "still the same person";
  changed.users.at(UserId{2}).uuid = "00000000-0000-4000-8000-000000000099";
  fill(changed);
  EXPECT_EQ(messages(), Texts{});
}

using Mode = flow::PastCall::Mode;

flow::PastCall call_at(WallTime started, Mode mode = Mode::sent) {
  return {.line = LineId{4}, .mode = mode, .extension = "1002", .started = started, .ended = started, .linkedid = "17.0"};
}

TEST_F(ArchiveTest, T184_GivesTheNewestCallsOfTheUserFirst) {
  flow::PastCall const answered{.line = LineId{9},
                                .mode = Mode::received,
                                .extension = "1003",
                                .name = "Carol",
                                .started = now,
                                .answered = now + std::chrono::microseconds(250'000),
                                .ended = now + std::chrono::seconds(5),
                                .linkedid = "17.0"};
  auto const earlier = call_at(now - std::chrono::seconds(1), Mode::missed);
  auto const earliest = call_at(now - std::chrono::seconds(2));
  ASSERT_TRUE(database.save({flow::SaveCall{UserId{1}, earlier}, flow::SaveCall{UserId{1}, answered},
                             flow::SaveCall{UserId{2}, call_at(now)}, flow::SaveCall{UserId{1}, earliest}}));
  EXPECT_EQ(calls_of(UserId{1}, 100), (std::vector{answered, earlier, earliest}));
  EXPECT_EQ(calls_of(UserId{1}, 2), (std::vector{answered, earlier}));
  EXPECT_TRUE(calls_of(UserId{1}, 0).empty());
  EXPECT_TRUE(calls_of(UserId{99}, 100).empty());
}

/// Those that were there before the server began in the same second as far as it knows.
TEST_F(ArchiveTest, T184_OfCallsThatBeganTogetherTheLastToEndIsFirst) {
  auto const first = call_at(now, Mode::sent), second = call_at(now, Mode::missed), third = call_at(now, Mode::received);
  ASSERT_TRUE(
      database.save({flow::SaveCall{UserId{1}, first}, flow::SaveCall{UserId{1}, second}, flow::SaveCall{UserId{1}, third}}));
  EXPECT_EQ(calls_of(UserId{1}, 100), (std::vector{third, second, first}));
}

TEST_F(ArchiveTest, T184_KeepsNoCallOfAUserWhoIsNotThere) {
  EXPECT_FALSE(database.save({flow::SaveCall{UserId{99}, call_at(now)}}).value().at(0));
}

TEST_F(ArchiveTest, T184_ForgetsOldCallsAndThoseOfUsersWhoAreGone) {
  auto const old = call_at(now - std::chrono::days(8)), young = call_at(now);
  ASSERT_TRUE(
      database.save({flow::SaveCall{UserId{1}, old}, flow::SaveCall{UserId{1}, young}, flow::SaveCall{UserId{2}, young}}));
  ASSERT_TRUE(database.forget_old({.calls = std::chrono::days(7)}, now));
  EXPECT_EQ(calls_of(UserId{1}, 100), std::vector{young});
  auto without_bob = two_users();
  without_bob.users.erase(UserId{2});
  fill(without_bob);
  EXPECT_TRUE(calls_of(UserId{2}, 100).empty());
  EXPECT_EQ(calls_of(UserId{1}, 100).size(), 1U);
}

TEST_F(ArchiveTest, T116_KeepsTheCallsOfQueuesInTheOrderInWhichTheyEndedUntilTheyAreOld) {
  auto with_queue = two_users();
  with_queue.queues[QueueId{7}] = {.id = QueueId{7}, .name = "support"};
  fill(with_queue);
  flow::QueueCall const late{QueueId{7}, now - std::chrono::seconds(60), std::chrono::seconds(50), false};
  flow::QueueCall const early{QueueId{7}, now - std::chrono::seconds(30), std::chrono::seconds(3), true};
  flow::QueueCall const old{QueueId{7}, now - std::chrono::hours(25), std::chrono::seconds(3), true};
  flow::QueueCall const nobodys{QueueId{99}, now, std::chrono::seconds(3), true};
  EXPECT_EQ(database
                .save({flow::SaveQueueCall{late, "1.1"}, flow::SaveQueueCall{early, "1.2"}, flow::SaveQueueCall{old, "1.3"},
                       flow::SaveQueueCall{nobodys, "1.4"}})
                .value(),
            (std::vector{true, true, true, false}));
  EXPECT_EQ(open().load_queue_calls().value().calls, (std::vector{old, early, late}));
  ASSERT_TRUE(database.forget_old({}, now));
  EXPECT_EQ(database.load_queue_calls().value().calls, (std::vector{early, late}));
}

TEST_F(ArchiveTest, T116_KnowsWhoWaitsUntilTheEndOfTheCall) {
  auto with_queue = two_users();
  with_queue.queues[QueueId{7}] = {.id = QueueId{7}, .name = "support"};
  fill(with_queue);
  flow::WaitingCall const one{QueueId{7}, "1.1", now - std::chrono::seconds(60)};
  flow::WaitingCall const other{QueueId{7}, "1.2", now};
  flow::WaitingCall const old{QueueId{7}, "1.3", now - std::chrono::hours(25)};
  flow::WaitingCall const nobodys{QueueId{99}, "1.4", now};
  EXPECT_EQ(database
                .save({flow::SaveWaitingCall{one}, flow::SaveWaitingCall{other}, flow::SaveWaitingCall{other},
                       flow::SaveWaitingCall{old}, flow::SaveWaitingCall{nobodys}})
                .value(),
            (std::vector{true, true, true, true, false}));
  EXPECT_EQ(open().load_queue_calls().value().waiting, (std::vector{one, other, old}));
  ASSERT_TRUE(database.save({flow::SaveQueueCall{{QueueId{7}, one.joined, std::chrono::seconds(9), true}, "1.1"}}));
  ASSERT_TRUE(database.forget_old({}, now));
  EXPECT_EQ(database.load_queue_calls().value().waiting, (std::vector{other}));
}

TEST_F(ArchiveTest, P249_GivesThoseBeforeOneEachOnce) {
  std::vector<flow::Change> changes;
  for (int i = 0; i < 7; ++i) changes.emplace_back(flow::SaveCall{UserId{1}, call_at(now - std::chrono::seconds(i / 3))});
  ASSERT_TRUE(database.save(changes));
  std::set<std::int64_t> numbers;
  std::optional<flow::CallMark> before;
  for (int page = 0; page < 4; ++page) {
    auto const calls = database.calls_of(UserId{1}, 2, before).value();
    for (auto const& [call, number] : calls) EXPECT_TRUE(numbers.insert(number).second);
    EXPECT_EQ(calls.size(), page < 3 ? 2U : 1U);
    before = {calls.back().call.started, calls.back().number};
  }
  EXPECT_TRUE(database.calls_of(UserId{1}, 2, before).value().empty());
}

TEST_F(ArchiveTest, P250_KnowsWhatWasSeenAndNeverLess) {
  EXPECT_EQ(database.history_seen(UserId{1}).value(), WallTime{});
  for (auto const ago : {5, 9, 7}) {
    ASSERT_TRUE(database.save({flow::SaveHistorySeen{UserId{1}, now - std::chrono::seconds(ago)}}));
    EXPECT_EQ(database.history_seen(UserId{1}).value(), now - std::chrono::seconds(5));
  }
  EXPECT_EQ(database.history_seen(UserId{2}).value(), WallTime{});
  fill({.xivo_uuid = two_users().xivo_uuid});
  fill(two_users());
  EXPECT_EQ(database.history_seen(UserId{1}).value(), WallTime{}) << "it was another user's";
}

}  // namespace
}  // namespace crosspoint::io::store
