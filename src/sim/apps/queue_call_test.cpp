#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/testing/bench.h"

namespace crosspoint::sim {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using testing::HasSubstr;

TEST(Queue, AMemberInWrapUpIsNotRung) {
  Bench bench;
  bench.act("Action: QueueAdd\r\nQueue: blue\r\nInterface: PJSIP/1004\r\nMemberName: Agent/2001\r\n");
  bench.say("call 1001 3001");
  bench.say("answer 1004");
  bench.say("hangup 1001");
  bench.say("call 1002 3001");
  EXPECT_EQ(bench.say("state 1004"), "idle\n");
  bench.wait(2s);
  EXPECT_EQ(bench.say("state 1004"), "idle\n");
  bench.wait(1s);
  EXPECT_EQ(bench.say("state 1004"), "ringing 1002\n");
}

TEST(Queue, TheFirstOfTwoCallersIsServedFirst) {
  Bench bench;
  bench.say("call 1001 3002");
  bench.wait(500ms);
  bench.say("call 1002 3002");
  bench.act("Action: QueueAdd\r\nQueue: red\r\nInterface: PJSIP/1004\r\n");
  bench.wait(2s);
  EXPECT_EQ(bench.say("state 1004"), "ringing 1001\n");
}

TEST(Queue, WhoAnswersFirstTakesTheCallAndTheOthersStopRinging) {
  Bench bench;
  for (auto const* const phone : {"1004", "1005"})
    bench.act(std::string("Action: QueueAdd\r\nQueue: blue\r\nInterface: PJSIP/") + phone + "\r\n");
  bench.say("call 1001 3001");
  EXPECT_EQ(bench.say("state 1005"), "ringing 1001\n");
  bench.say("answer 1004");
  EXPECT_EQ(bench.say("state 1005"), "idle\n");
  EXPECT_THAT(bench.heard(), HasSubstr("Cause: 26\r\nCause-txt: Answered elsewhere\r\n"));
}

}  // namespace
}  // namespace crosspoint::sim
