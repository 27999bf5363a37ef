// The figures over a window. (telephony 3.2)
#include "domain/queues/queue_calls.h"

#include <gtest/gtest.h>

#include <map>

#include "flow/effects.h"
#include "pbx/model/model.h"
#include "pbx/notice.h"

namespace crosspoint::domain {
namespace {

using std::chrono::seconds;

constexpr QueueId support{1}, sales{2};
constexpr QueueCalls::Window an_hour{seconds(3600), seconds(20)};

struct QueueCallsTest : testing::Test {
  QueueCallsTest() {
    directory.queues[support] = {.id = support, .name = "support"};
    directory.queues[sales] = {.id = sales, .name = "sales"};
    calls.reconfigured();
  }

  std::string join(std::string const& queue = "support") {
    auto const uniqueid = "call." + std::to_string(++callers);
    calls.joined({queue, uniqueid, now});
    return uniqueid;
  }
  void leave(std::string const& uniqueid, pbx::CallerLeft::How how = pbx::CallerLeft::How::left) {
    calls.left({"support", uniqueid, how}, now);
  }
  void answer(std::string const& uniqueid, int hold) {
    leave(uniqueid);
    calls.answered({"support", "Agent/1", uniqueid, "leg", seconds(hold)}, now);
  }
  void pass(Duration duration) {
    now += duration;
    calls.tick(now);
  }
  /// A call that hangs up after that many seconds.
  void lose(int hold) {
    auto const call = join();
    pass(seconds(hold));
    leave(call, pbx::CallerLeft::How::gave_up);
    leave(call);  // Asterisk says both
  }
  void answer_after(int hold) {
    auto const call = join();
    pass(seconds(hold));
    answer(call, hold);
  }
  WindowFigures figures(QueueCalls::Window window = an_hour) const { return calls.figures(support, window, now); }
  std::vector<flow::QueueCall> stored() const {
    std::vector<flow::QueueCall> all;
    for (auto const& effect : effects)
      if (auto const* const store = std::get_if<flow::Store>(&effect))
        if (auto const* const save = std::get_if<flow::SaveQueueCall>(&store->change)) all.push_back(save->call);
    return all;
  }
  /// What the store knows of those who wait.
  std::vector<flow::WaitingCall> stored_waiting() const {
    std::map<std::string, flow::WaitingCall> all;
    for (auto const& effect : effects)
      if (auto const* const store = std::get_if<flow::Store>(&effect)) {
        if (auto const* const save = std::get_if<flow::SaveWaitingCall>(&store->change)) all[save->call.uniqueid] = save->call;
        if (auto const* const save = std::get_if<flow::SaveQueueCall>(&store->change)) all.erase(save->uniqueid);
      }
    std::vector<flow::WaitingCall> waiting;
    for (auto const& [uniqueid, call] : all) waiting.push_back(call);
    return waiting;
  }

  directory::Directory directory;
  flow::Tokens tokens;
  flow::Effects effects;
  WallClock wall_clock;
  QueueCalls calls{directory, wall_clock, tokens, effects};
  Time now{seconds(1'795'452'000)};
  int callers = 0;
};

TEST_F(QueueCallsTest, T109_AJoinExactlyAtTheLimitIsOut) {
  answer_after(0);
  pass(seconds(59));
  EXPECT_EQ(figures({seconds(60), seconds(20)}).received, 1);
  pass(Duration(999'999));
  EXPECT_EQ(figures({seconds(60), seconds(20)}).received, 1) << "seconds are counted whole";
  pass(Duration(1));
  EXPECT_EQ(figures({seconds(60), seconds(20)}).received, 0);
}

TEST_F(QueueCallsTest, T110_AnsweredLostAndStillWaiting) {
  answer_after(1);
  lose(2);
  auto const waiting = join();
  join("sales");
  EXPECT_EQ(figures().received, 3);
  EXPECT_EQ(figures().answered, 1);
  EXPECT_EQ(figures().lost, 1);
  leave(waiting, pbx::CallerLeft::How::gave_up);
  EXPECT_EQ(figures().lost, 2) << "who gives up is lost at once";
}

TEST_F(QueueCallsTest, T111_TheRateIsRoundedHalfUpAndEmptyIfNothingWasAnswered) {
  EXPECT_EQ(figures().rate, std::nullopt);
  lose(1);
  lose(1);
  lose(1);
  EXPECT_EQ(figures().rate, std::nullopt) << "0 of 3";
  pass(seconds(7200));
  lose(1);
  lose(1);
  answer_after(1);
  EXPECT_EQ(figures().rate, 33) << "1 of 3";
  pass(seconds(7200));
  lose(1);
  answer_after(1);
  answer_after(1);
  EXPECT_EQ(figures().rate, 67) << "2 of 3";
  for (int i = 0; i < 5; ++i) lose(1);
  EXPECT_EQ(figures().rate, 25) << "2 of 8";
  pass(seconds(7200));
  answer_after(1);
  for (int i = 0; i < 7; ++i) lose(1);
  EXPECT_EQ(figures().rate, 13) << "12.5";
}

TEST_F(QueueCallsTest, T112_QualityCountsHoldsBelowTheLimit) {
  answer_after(20);
  EXPECT_EQ(figures().quality, 0);
  answer_after(19);
  EXPECT_EQ(figures().quality, 50);
  lose(1);
  EXPECT_EQ(figures().quality, 50) << "of those answered";
}

TEST_F(QueueCallsTest, T113_HoldTimesIncludeThoseWhoGaveUp) {
  EXPECT_EQ(figures().mean_hold, std::nullopt);
  EXPECT_EQ(figures().most_hold, std::nullopt);
  join();
  EXPECT_EQ(figures().mean_hold, std::nullopt) << "who waits has no hold time yet";
  lose(10);
  EXPECT_EQ(figures().mean_hold, 10);
  EXPECT_EQ(figures().most_hold, 10);
  answer_after(3);
  EXPECT_EQ(figures().mean_hold, 7) << "6.5";
  EXPECT_EQ(figures().most_hold, 10);
}

TEST_F(QueueCallsTest, T114_BetweenLeaveAndAnswerACallStillWaits) {
  auto const call = join();
  pass(seconds(5));
  leave(call);
  pass(Duration(999'999));
  EXPECT_EQ(figures().lost, 0);
  calls.answered({"support", "Agent/1", call, "leg", seconds(5)}, now);
  EXPECT_EQ(figures().answered, 1);
  auto const other = join();
  pass(seconds(4));
  leave(other);
  EXPECT_EQ(calls.deadline(), now + seconds(1));
  pass(seconds(1));
  EXPECT_EQ(figures().lost, 1) << "nobody has answered it";
  EXPECT_EQ(stored().back().hold, seconds(4)) << "it waited until it left, not until that was known";
  EXPECT_EQ(calls.deadline(), Time::max());
}

TEST_F(QueueCallsTest, T115_ACallThatIsPulledOutIsAnswered) {
  auto const call = join();
  pass(seconds(8));
  leave(call, pbx::CallerLeft::How::taken);
  EXPECT_EQ(figures().answered, 1);
  EXPECT_EQ(figures().mean_hold, 8);
}

TEST_F(QueueCallsTest, ACallThatComesBackIsTwoCalls) {
  auto const call = join();
  pass(seconds(2));
  leave(call);
  calls.joined({"support", call, now});
  EXPECT_EQ(figures().received, 2);
  pass(seconds(2));
  EXPECT_EQ(figures().lost, 1);
  answer(call, 2);
  EXPECT_EQ(figures().answered, 1);
}

TEST_F(QueueCallsTest, T116_WhatHasEndedIsStoredOnceAndKnownAgainAfterARestart) {
  answer_after(3);
  lose(4);
  join();
  ASSERT_EQ(stored().size(), 2U);
  EXPECT_EQ(stored()[0], (flow::QueueCall{support, wall_clock.at(now - seconds(7)), seconds(3), true}));
  flow::Effects none;
  QueueCalls next{directory, wall_clock, tokens, none};
  next.loaded({stored(), stored_waiting()}, now);
  next.reconfigured();
  next.joined({"support", "call.3", now});  // the exchange tells who waits
  EXPECT_EQ(next.figures(support, an_hour, now), figures());
  EXPECT_TRUE(none.empty());
}

TEST_F(QueueCallsTest, T116_WhoWaitedBeforeARestartAndIsGoneWasLost) {
  auto const joined = wall_clock.at(now);
  auto const gone = join(), waits = join();
  EXPECT_EQ(stored_waiting(), (std::vector<flow::WaitingCall>{{support, gone, joined}, {support, waits, joined}}));
  flow::Effects later;
  QueueCalls next{directory, wall_clock, tokens, later};
  next.loaded({{}, stored_waiting()}, now);
  next.reconfigured();
  EXPECT_EQ(next.figures(support, an_hour, now).received, 2) << "until the exchange is known";
  pbx::Model model;
  model.queues["support"].name = "support";
  model.queues["support"].insert(waits, 1);
  next.joined({"support", waits, now + seconds(1)});
  now += seconds(5);
  next.link_is_live(model, now);
  now += seconds(1);
  next.tick(now);
  auto const figures = next.figures(support, an_hour, now);
  EXPECT_EQ(figures.received, 2);
  EXPECT_EQ(figures.lost, 1);
  EXPECT_EQ(figures.most_hold, 5);
  ASSERT_EQ(later.size(), 1U);
  EXPECT_EQ(std::get<flow::SaveQueueCall>(std::get<flow::Store>(later[0]).change).uniqueid, gone);
}

TEST_F(QueueCallsTest, KeepsNoMoreThanItsLimitAndNothingOlderThanThreeHours) {
  for (std::size_t i = 0; i < QueueCalls::most + 10; ++i) answer_after(0);
  EXPECT_EQ(figures().received, static_cast<int>(QueueCalls::most));
  pass(QueueCalls::kept);
  answer_after(0);
  EXPECT_EQ(figures({seconds(std::numeric_limits<std::int64_t>::max()), seconds(1)}).received, 1);
  EXPECT_EQ(figures({seconds(-5), seconds(1)}).received, 0);
}

TEST_F(QueueCallsTest, QueuesThatNobodyConfiguredAreNotCounted) {
  join("nobody's");
  EXPECT_TRUE(effects.empty());
  auto const call = join();
  directory.queues.erase(support);
  calls.reconfigured();
  answer(call, 1);
  EXPECT_EQ(figures(), WindowFigures{});
}

}  // namespace
}  // namespace crosspoint::domain
