#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/testing/bench.h"
#include "sim/testing/transcript.h"
#include "wire/ami/md5.h"

namespace crosspoint::sim {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string const ping = "Action: Ping\r\nActionID: p\r\n";

TEST(Login, GreetsThenAnswersAsTheRealOne) {
  Bench bench;
  auto const link = *bench.simulator.open(bench.now);
  bench.simulator.receive(link, "Action: Login\r\nActionID: a1\r\nUsername: crosspoint\r\nSecret: secret\r\n\r\n", bench.now);
  EXPECT_EQ(bench.simulator.take(link),
            "Asterisk Call Manager/11.0.0\r\n"
            "Response: Success\r\nActionID: a1\r\nMessage: Authentication accepted\r\n\r\n"
            "Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: 0\r\nLastReload: 0\r\nStatus: Fully Booted\r\n\r\n");
}

TEST(Login, T003_RefusesAWrongSecretAndEndsTheLinkASecondLater) {
  Bench bench;
  auto const link = *bench.simulator.open(bench.now);
  bench.simulator.receive(link, "Action: Login\r\nActionID: a1\r\nUsername: crosspoint\r\nSecret: wrong\r\n\r\n", bench.now);
  EXPECT_EQ(bench.simulator.take(link), recorded("login-failed.ami"));
  bench.wait(900ms);
  EXPECT_FALSE(bench.simulator.over(link));
  bench.wait(100ms);
  EXPECT_TRUE(bench.simulator.over(link));
}

TEST(Login, AcceptsTheProofOfAChallengeOnce) {
  Bench bench;
  auto const link = *bench.simulator.open(bench.now);
  bench.simulator.receive(link, "Action: Challenge\r\nAuthType: MD5\r\n\r\n", bench.now);
  EXPECT_THAT(bench.simulator.take(link), EndsWith("Response: Success\r\nChallenge: 123456789\r\n\r\n"));
  auto const proof =
      "Action: Login\r\nAuthType: MD5\r\nUsername: crosspoint\r\nKey: " + wire::ami::md5_hex("123456789secret") + "\r\n\r\n";
  bench.simulator.receive(link, proof, bench.now);
  EXPECT_THAT(bench.simulator.take(link), HasSubstr("Authentication accepted"));
  bench.simulator.receive(link, proof, bench.now);
  EXPECT_THAT(bench.simulator.take(link), HasSubstr("Authentication failed"));
}

TEST(Login, NothingElseIsPermittedBeforeIt) {
  Bench bench;
  auto const link = *bench.simulator.open(bench.now);
  bench.simulator.receive(link, "Action: CoreStatus\r\nActionID: a1\r\n\r\n", bench.now);
  EXPECT_THAT(bench.simulator.take(link), EndsWith("Response: Error\r\nActionID: a1\r\nMessage: Permission denied\r\n\r\n"));
  bench.say("call 1001 1002");
  EXPECT_EQ(bench.simulator.take(link), "");
  bench.wait(30s);
  EXPECT_TRUE(bench.simulator.over(link));
}

TEST(Action, UnknownOnesAreNamedInTheError) {
  EXPECT_EQ(Bench().ask("Action: Dance\r\nActionID: a1\r\n"),
            "Response: Error\r\nActionID: a1\r\nMessage: Invalid/unknown command: Dance. Use Action: ListCommands to show "
            "available commands.\r\n\r\n");
}

TEST(Action, NamesAndHeadersAreReadWithoutRegardToCase) {
  EXPECT_THAT(Bench().ask("action: pInG\r\nactionid: a1\r\n"), StartsWith("Response: Success\r\nActionID: a1\r\nPing: Pong\r\n"));
}

TEST(Action, T016_AHeaderLineOfMoreThan1024BytesIsRefused) {
  Bench bench;
  auto const setvar = [](std::size_t size) {
    return "Action: Setvar\r\nVariable: V\r\nValue: " + std::string(size, 'v') + "\r\n";
  };
  EXPECT_THAT(bench.ask(setvar(1024 - 9)), HasSubstr("Variable Set"));
  EXPECT_THAT(bench.ask(setvar(1024 - 8)), HasSubstr("Failed to parse message: line too long"));
  EXPECT_THAT(bench.ask(ping), HasSubstr("Pong"));
}

TEST(Action, T012_EachOfManyAtOnceGetsItsOwnAnswer) {
  Bench bench;
  std::string all;
  for (int i = 0; i < 100; ++i)
    all += "Action: Getvar\r\nActionID: g" + std::to_string(i) + "\r\nVariable: DIALPLAN_EXISTS(default," +
           std::to_string(950 + i) + ",1)\r\n\r\n";
  bench.simulator.receive(bench.link, all, bench.now);
  auto const answers = messages_of(bench.heard());
  ASSERT_EQ(answers.size(), 100U);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(value(answers[static_cast<std::size_t>(i)], "ActionID"), "g" + std::to_string(i));
    EXPECT_EQ(value(answers[static_cast<std::size_t>(i)], "Value"), i > 50 && i < 59 ? "1" : "0") << 950 + i;
  }
}

TEST(Action, EventMaskNarrowsTheStream) {
  Bench bench;
  EXPECT_EQ(bench.ask("Action: Events\r\nEventMask: agent,user\r\n"), "Response: Success\r\nEvents: On\r\n\r\n");
  bench.say("call 1001 3001");
  auto const heard = bench.heard();
  EXPECT_THAT(heard, AllOf(HasSubstr("Event: QueueCallerJoin"), Not(HasSubstr("Event: Newchannel"))));
  EXPECT_EQ(bench.ask("Action: Events\r\nEventMask: off\r\n"), "Response: Success\r\nEvents: Off\r\n\r\n");
  bench.say("hangup 1001");
  EXPECT_EQ(bench.heard(), "");
}

TEST(Action, AUserEventGoesToEverySessionWithItsActionId) {
  Bench bench;
  auto const other = *bench.simulator.open(bench.now);
  bench.simulator.receive(other, "Action: Login\r\nUsername: crosspoint\r\nSecret: secret\r\n\r\n", bench.now);
  bench.simulator.take(other);
  auto const asked = recorded("userevent.sent");
  bench.simulator.receive(bench.link, asked, bench.now);
  auto const theirs = recorded("userevent.ami");
  EXPECT_THAT(theirs, StartsWith(bench.heard()));
  EXPECT_THAT(bench.simulator.take(other),
              StartsWith("Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: AgentAddedToQueue\r\n"));
}

TEST(Action, GetConfigTellsTheWrapUpTimeOfAQueue) {
  EXPECT_THAT(Bench().ask("Action: GetConfig\r\nFilename: queues.conf\r\nCategory: blue\r\n"),
              AllOf(HasSubstr("Category-000000: blue\r\n"), HasSubstr("Line-000000-000003: wrapuptime=3\r\n")));
}

TEST(Action, VariablesAreKeptForAChannelOrForAll) {
  Bench bench;
  bench.say("call 1001 1002");
  EXPECT_THAT(bench.ask("Action: Setvar\r\nChannel: PJSIP/1001-00000000\r\nVariable: COLOUR\r\nValue: blue\r\n"),
              HasSubstr("Variable Set"));
  EXPECT_THAT(bench.ask("Action: Getvar\r\nChannel: PJSIP/1001-00000000\r\nVariable: COLOUR\r\n"), HasSubstr("Value: blue\r\n"));
  EXPECT_THAT(bench.ask("Action: Getvar\r\nVariable: COLOUR\r\n"), HasSubstr("Value: \r\n"));
  EXPECT_THAT(bench.ask("Action: Getvar\r\nChannel: PJSIP/1001-99\r\nVariable: COLOUR\r\n"), HasSubstr("No such channel"));
  EXPECT_THAT(bench.ask("Action: Getvar\r\nVariable: DEVICE_STATE(PJSIP/1002)\r\n"), HasSubstr("Value: RINGING\r\n"));
}

TEST(Action, T126_HangupEndsACallAndKnowsWhenItIsGone) {
  Bench bench;
  bench.say("call 1001 1002");
  bench.say("answer 1002");
  EXPECT_THAT(bench.ask("Action: Hangup\r\nChannel: PJSIP/1001-00000000\r\nCause: 16\r\n"),
              StartsWith("Response: Success\r\nMessage: Channel Hungup\r\n"));
  EXPECT_EQ(bench.say("calls"), "");
  EXPECT_EQ(bench.ask("Action: Hangup\r\nChannel: PJSIP/1001-00000000\r\n"),
            "Response: Error\r\nMessage: No such channel\r\n\r\n");
}

TEST(Action, T009_WithoutAnyRegisteredPhoneTheContactsAreAnErrorWithALineFeed) {
  Bench bench(1);
  bench.say("unregister 1001");
  EXPECT_EQ(bench.ask("Action: PJSIPShowContacts\r\n"), "Response: Error\r\nMessage: No Contacts found\n\r\n\r\n");
}

}  // namespace
}  // namespace crosspoint::sim
