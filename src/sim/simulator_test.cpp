#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/testing/bench.h"

namespace crosspoint::sim {
namespace {

using testing::HasSubstr;

std::string const a_ping = "Action: Ping\r\nActionID: p\r\n";

TEST(Link, T005_ActionsMayBeSplitAtAnyByte) {
  Bench bench;
  for (auto const byte : a_ping + "\r\n") bench.simulator.receive(bench.link, {&byte, 1}, bench.now);
  EXPECT_THAT(bench.heard(), HasSubstr("Pong"));
}

TEST(Link, AnActionThatNeverEndsLosesTheLink) {
  Bench bench;
  bench.simulator.receive(bench.link, std::string(2 * Session::line_limit * Session::header_limit, 'x'), bench.now);
  EXPECT_TRUE(bench.simulator.over(bench.link));
}

TEST(Link, AReaderThatDoesNotReadLosesTheLinkAndTheOthersDoNot) {
  Bench bench;
  auto const deaf = *bench.simulator.open(bench.now);
  bench.simulator.receive(deaf, "Action: Login\r\nUsername: crosspoint\r\nSecret: secret\r\n\r\n", bench.now);
  for (int i = 0; i < 2'000 && !bench.simulator.over(deaf); ++i) {
    bench.say("call 1001 1002");
    bench.say("hangup 1001");
    bench.heard();
  }
  EXPECT_TRUE(bench.simulator.over(deaf));
  EXPECT_EQ(bench.simulator.take(deaf), "");
  EXPECT_FALSE(bench.simulator.over(bench.link));
}

/// As Asterisk does: escaped in what describes a channel, bare in the entry of a queue. (telephony 1.3)
TEST(Names, T008_AreEscapedWhereAsteriskEscapesThem) {
  Bench bench;
  bench.act(
      "Action: Originate\r\nChannel: PJSIP/1001\r\nContext: default\r\nExten: 3001\r\nPriority: 1\r\nAsync: true\r\n"
      "CallerID: \"Conor O'Brien\" <1001>\r\n");
  bench.wait(std::chrono::seconds(1));
  EXPECT_THAT(bench.heard(), HasSubstr("\r\nCallerIDName: Conor O\\'Brien\r\n"));
  bench.act("Action: QueueStatus\r\nActionID: q\r\n");
  EXPECT_THAT(bench.heard(), HasSubstr("\r\nCallerIDName: Conor O'Brien\r\n"));
}

TEST(Link, OneMoreThanTheLimitIsNotAccepted) {
  Bench bench;
  for (std::size_t i = 1; i < Simulator::session_limit; ++i) ASSERT_TRUE(bench.simulator.open(bench.now));
  EXPECT_FALSE(bench.simulator.open(bench.now));
}

}  // namespace
}  // namespace crosspoint::sim
