#include "io/store/keeper.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <sstream>

#include "io/store/database.h"
#include "io/store/local_time.h"
#include "io/store/testing/fixture.h"

namespace crosspoint::io::store {
namespace {

/// A keeper over a store of its own with users 1 alice and 2 bob, and what it delivers.
struct KeeperTest : StoreFixture {
  KeeperTest() {
    fill(two_users());
    keeper = Keeper::open(uri(), inbox.deliver()).value();
  }

  CollectedInputs inbox;
  std::unique_ptr<Keeper> keeper;
};

flow::Store save(std::int64_t token, UserId user, directory::Services services) {
  return {Token{token}, flow::SaveServices{user, std::move(services)}};
}

TEST_F(KeeperTest, DeliversTheConfigurationFirst) {
  EXPECT_EQ(inbox.next<flow::Configured>().directory.users.at(UserId{1}).login, "alice");
}

TEST_F(KeeperTest, SavesServicesAndSaysSoForEachChange) {
  keeper->carry_out({save(1, UserId{1}, {.dnd = true, .busy = {true, "1002"}}), save(2, UserId{2}, {.recording = true}),
                     save(3, UserId{99}, {})});
  EXPECT_TRUE(inbox.next<flow::Stored>().done);
  EXPECT_TRUE(inbox.next<flow::Stored>().done);
  auto const unknown = inbox.next<flow::Stored>();
  EXPECT_EQ(unknown.token, Token{3});
  EXPECT_FALSE(unknown.done) << "there is no user 99";
  auto const stored = stored_directory();
  EXPECT_EQ(stored.users.at(UserId{1}).services, (directory::Services{.dnd = true, .busy = {true, "1002"}}));
  EXPECT_EQ(stored.users.at(UserId{2}).services, directory::Services{.recording = true});
}

TEST_F(KeeperTest, T184_ReadsTheCallsThatWereJustSaved) {
  WallTime const started{std::chrono::seconds{1'795'452'018}};
  flow::PastCall const call{.extension = "1002", .started = started, .ended = started};
  keeper->carry_out({flow::ReadCalls{Token{2}, UserId{1}, 8}, flow::Store{Token{1}, flow::SaveCall{UserId{1}, call}}});
  auto const answer = inbox.next<flow::CallsRead>();
  EXPECT_EQ(answer.token, Token{2});
  ASSERT_EQ(answer.entries.size(), 1U);
  EXPECT_EQ(answer.entries[0].call, call);
  EXPECT_EQ(answer.entries[0].date, local_time(started));
}

TEST_F(KeeperTest, ForgetsAtItsStartWhatIsTooOld) {
  auto const count = [&] {
    int messages = -1;
    soci::session sql(soci::sqlite3, "dbname=" + file().string());
    sql << "SELECT COUNT(*) FROM chat_messages", soci::into(messages);
    return messages;
  };
  keeper->carry_out({flow::Store{Token{1}, flow::SaveChat{UserId{1}, UserId{2}, WallTime{}, "Desk", "of 1970"}}});
  EXPECT_TRUE(inbox.next<flow::Stored>().done);
  keeper = Keeper::open(uri(), inbox.deliver(), {.chat = std::chrono::days(40'000)}).value();
  keeper->stop();
  EXPECT_EQ(count(), 1);
  keeper = Keeper::open(uri(), inbox.deliver(), {.chat = std::chrono::days(30)}).value();
  keeper->stop();
  EXPECT_EQ(count(), 0);
}

TEST_F(KeeperTest, ReadsAgainWhatAnotherProcessHasChanged) {
  inbox.next<flow::Configured>();
  auto changed = two_users();
  changed.users.at(UserId{2}).firstname = "Robert";
  fill(changed);
  EXPECT_EQ(inbox.next<flow::Configured>().directory.users.at(UserId{2}).firstname, "Robert");
}

TEST_F(KeeperTest, DoesNotReadAgainWhatItHasChangedItself) {
  inbox.next<flow::Configured>();
  keeper->carry_out({save(1, UserId{1}, {.dnd = true})});
  EXPECT_TRUE(inbox.next<flow::Stored>().done);
  keeper->stop();
  EXPECT_TRUE(inbox.empty());
}

TEST_F(KeeperTest, SavesWhatWasAskedBeforeTheStop) {
  keeper->carry_out({save(1, UserId{1}, {.dnd = true})});
  keeper->stop();
  EXPECT_TRUE(stored_directory().users.at(UserId{1}).services.dnd);
}

TEST_F(KeeperTest, SaysSoWhenTheStoreFails) {
  spoil();
  keeper->carry_out({save(1, UserId{1}, {.dnd = true})});
  EXPECT_FALSE(inbox.next<flow::Stored>().done);
}

TEST_F(KeeperTest, DoesTheWorkOfOthersAndRefusesItOnceItHasStopped) {
  std::promise<std::size_t> users;
  EXPECT_TRUE(keeper->carry_out([&](Database& database) { users.set_value(database.load().value().users.size()); }));
  EXPECT_EQ(users.get_future().get(), 2U);
  keeper->stop();
  EXPECT_FALSE(keeper->carry_out([](Database&) {}));
}

TEST_F(KeeperTest, CallsItsHooksToLoadAtTheStartAndAfterEachChangeAndToSaveAtTheEnd) {
  std::atomic<int> loaded = 0, saved = 0;
  Hooks const hooks{[&](Database&) -> Result<> {
                      if (++loaded == 2) return fail(Errc::unavailable, "not at once");
                      return {};
                    },
                    [&](Database&) { ++saved; }};
  keeper = Keeper::open(uri(), inbox.deliver(), {}, hooks).value();
  EXPECT_EQ(loaded, 1);
  set_password("alice", "another one");
  while (loaded < 3) inbox.next<flow::Configured>();  // once more for the one that has failed
  keeper->stop();
  auto const before = saved.load();
  EXPECT_GE(before, 1);
  keeper = Keeper::open(uri(), inbox.deliver(), {}, hooks).value();
  keeper->stop();
  EXPECT_GT(saved, before);
}

TEST_F(KeeperTest, RefusesAtOnceWhatExceedsItsQueue) {
  std::vector<flow::Effect> flood;
  for (std::int64_t i = 0; i < 10'100; ++i) flood.push_back(save(i, UserId{1}, {.dnd = true}));
  keeper->carry_out(std::move(flood));
  auto refused = 0;
  for (auto i = 0; i < 10'100; ++i) {
    auto const answer = inbox.next<flow::Stored>();
    EXPECT_EQ(answer.done, answer.token.value < 10'000);
    refused += answer.done ? 0 : 1;
  }
  EXPECT_EQ(refused, 100);
}

/// They come as often as the core has turns: a line for each would fill the disk that is in trouble already.
TEST_F(KeeperTest, SaysOnceForAFullQueueThatItRefusesAndThenHowMany) {
  auto const former = spdlog::default_logger();
  std::ostringstream log;
  auto const logger = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(log));
  logger->set_pattern("%v");
  spdlog::set_default_logger(logger);
  std::promise<void> go_on;
  keeper = Keeper::open(uri(), [&, first = true](Inputs inputs) mutable {
             auto const* const stored = std::get_if<flow::Stored>(&inputs.front());
             auto const wait = stored && stored->done && std::exchange(first, false);
             inbox.deliver()(std::move(inputs));
             if (wait) go_on.get_future().wait();
           }).value();
  keeper->carry_out({save(0, UserId{1}, {})});
  inbox.next<flow::Stored>();  // the thread of the store stands still
  for (std::int64_t i = 1; i <= 10'003; ++i) keeper->carry_out({save(i, UserId{1}, {})});
  for (auto i = 1; i <= 3; ++i) EXPECT_FALSE(inbox.next<flow::Stored>().done);
  go_on.set_value();
  keeper->stop();
  for (auto i = 1; i <= 10'000; ++i) EXPECT_TRUE(inbox.next<flow::Stored>().done);
  spdlog::set_default_logger(former);
  EXPECT_EQ(log.str(), "store: 10000 requests wait for it, further ones are refused\nstore: 3 requests were refused\n");
}

/// A process that has been killed cannot clean up: what it had been told to be stored must be there all the same.
TEST_F(KeeperTest, KeepsAConfirmedChangeThroughKill9) {
  keeper.reset();
  for (auto round = 1; round <= 5; ++round) {
    auto const services = directory::Services{.dnd = round % 2 == 1, .no_answer = {true, std::to_string(round)}};
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    auto const child = ::fork();
    if (child == 0) {
      auto const confirm = [&](Inputs const& inputs) {
        for (auto const& input : inputs)
          if (auto const* const stored = std::get_if<flow::Stored>(&input); stored && ::write(pipe[1], "+", 1) == 1) ::pause();
      };
      auto const own = Keeper::open(uri(), confirm).value();
      own->carry_out({save(1, UserId{1}, services)});
      while (true) ::pause();
    }
    char confirmed = 0;
    EXPECT_EQ(::read(pipe[0], &confirmed, 1), 1);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(pipe[0]);
    ::close(pipe[1]);
    EXPECT_EQ(stored_directory().users.at(UserId{1}).services, services);
  }
}

TEST(KeeperOpen, SaysWhatToDoWhenTheDirectoryIsMissing) {
  auto const keeper = Keeper::open("sqlite:///nowhere/at/all/crosspoint.db", [](Inputs const&) {});
  ASSERT_FALSE(keeper);
  EXPECT_EQ(keeper.error().code, Errc::unavailable);
  EXPECT_EQ(keeper.error().detail, "the directory /nowhere/at/all of the store does not exist: create it");
}

TEST(KeeperOpen, RefusesAUriItDoesNotKnow) {
  for (auto const* const uri : {"", "sqlite://", "sqlite://relative.db", "sqlite:///", "mysql://localhost/x", "/var/lib/x.db"}) {
    auto const keeper = Keeper::open(uri, [](Inputs const&) {});
    ASSERT_FALSE(keeper) << uri;
    EXPECT_EQ(keeper.error().code, Errc::unavailable);
  }
}

}  // namespace
}  // namespace crosspoint::io::store
