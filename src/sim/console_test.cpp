#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/testing/bench.h"
#include "sim/testing/transcript.h"

namespace crosspoint::sim {
namespace {

using std::chrono_literals::operator""s;
using testing::HasSubstr;
using testing::Not;

TEST(Console, SaysWhatToDoInstead) {
  Bench bench;
  auto const answer = [&](std::string_view line) { return bench.simulator.console(line, bench.now); };
  EXPECT_EQ(answer("dance"), "error: no such command: see `help`\n");
  EXPECT_EQ(answer("call 1001"), "error: wrong number of words: see `help`\n");
  EXPECT_EQ(answer("answer 1001"), "error: nothing rings at 1001\n");
  EXPECT_EQ(answer("state 9999"), "error: there is no phone 9999: see `phones`\n");
  EXPECT_EQ(answer("  \r\n"), "ok\n");
}

TEST(Console, StateFollowsACall) {
  Bench bench;
  EXPECT_EQ(bench.say("state 1002"), "idle\n");
  bench.say("call 1001 1002");
  EXPECT_EQ(bench.say("state 1001"), "calling 1002\n");
  EXPECT_EQ(bench.say("state 1002"), "ringing 1001\n");
  bench.say("answer 1002");
  EXPECT_EQ(bench.say("state 1001"), "up 1002\n");
  bench.say("hold 1001");
  EXPECT_EQ(bench.say("state 1001"), "held 1002\n");
  EXPECT_EQ(bench.say("state 1002"), "held 1001\n");
  bench.say("hangup 1002");
  bench.say("unregister 1002");
  EXPECT_EQ(bench.say("state 1002"), "unregistered\n");
}

TEST(Console, AnUnansweredPhoneStopsAfter20Seconds) {
  Bench bench;
  bench.say("call 1001 1002");
  bench.wait(19s);
  EXPECT_EQ(bench.say("state 1002"), "ringing 1001\n");
  bench.heard();
  bench.wait(1s);
  EXPECT_THAT(bench.heard(), HasSubstr("DialStatus: NOANSWER\r\n"));
  EXPECT_EQ(bench.say("calls"), "");
}

TEST(Console, T020_DropCutsEveryLinkWithoutAWordAndCallsGoOn) {
  Bench bench;
  bench.say("call 1001 1002");
  bench.say("drop");
  EXPECT_EQ(bench.heard(), "");
  EXPECT_TRUE(bench.simulator.over(bench.link));
  EXPECT_EQ(bench.say("state 1002"), "ringing 1001\n");
}

TEST(Console, T022_RestartForgetsEveryCallAndTellsANewerStart) {
  Bench bench;
  auto const start = [&] { return value(messages_of(bench.ask("Action: CoreStatus\r\n")).at(0), "CoreStartupTime"); };
  auto const before = start();
  bench.act("Action: QueueAdd\r\nQueue: blue\r\nInterface: PJSIP/1002\r\n");
  bench.say("call 1001 3001");
  bench.say("call 1003 4001");
  bench.say("unregister 1008");
  bench.say("restart");
  EXPECT_TRUE(bench.simulator.over(bench.link));
  EXPECT_EQ(bench.heard(), "");
  bench.link = *bench.simulator.open(bench.now);
  bench.act("Action: Login\r\nUsername: crosspoint\r\nSecret: secret\r\n");
  EXPECT_GT(start(), before);
  EXPECT_EQ(bench.say("calls"), "");
  EXPECT_EQ(bench.say("state 1003"), "idle\n");
  EXPECT_EQ(bench.say("state 1008"), "unregistered\n");
  EXPECT_THAT(bench.ask("Action: QueueStatus\r\n"), Not(HasSubstr("Event: QueueMember")));
  EXPECT_THAT(bench.ask("Action: ConfbridgeListRooms\r\n"), HasSubstr("No active conferences."));
  bench.wait(60s);
}

}  // namespace
}  // namespace crosspoint::sim
