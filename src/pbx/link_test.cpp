#include <gmock/gmock.h>

#include <algorithm>

#include "pbx/testing/fixture.h"

namespace crosspoint::pbx {
namespace {

using std::chrono::seconds;
using testing::count;
using testing::Desk;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::header;
using ::testing::IsEmpty;

struct Link : ::testing::Test {
  Desk desk;

  Result<Token> act(std::string name) { return desk.exchange.act({std::move(name), {{"Channel", "PJSIP/1001"}}}, desk.now); }

  std::vector<Answered> answers() {
    std::vector<Answered> out;
    for (auto const& notice : desk.take())
      if (auto const* const answer = std::get_if<Answered>(&notice)) out.push_back(*answer);
    return out;
  }

  [[nodiscard]] std::vector<std::int64_t> seconds_of_attempts() const {
    std::vector<std::int64_t> out;
    for (auto const attempt : desk.attempts)
      out.push_back(std::chrono::duration_cast<seconds>(attempt - desk.attempts.front()).count());
    return out;
  }
};

TEST_F(Link, T002_LogsInWithTheChallengeAndReadsTheListsAfterFullyBooted) {
  desk.go_live();
  auto const& heard = desk.asterisk.heard;
  EXPECT_EQ(header(heard[0], "Action"), "Challenge");
  EXPECT_EQ(header(heard[1], "Action"), "Login");
  EXPECT_EQ(header(heard[1], "Key"), "8822627bb17200b86a8ff7fdf9278241");  // md5("840415273lab-secret")
  for (auto const& action : heard) EXPECT_THAT(action, ::testing::Not(HasSubstr("lab-secret")));
  EXPECT_EQ(std::ranges::count_if(heard, [](auto const& a) { return header(a, "Events") == "off"; }), 1);
  std::vector<std::string> lists;
  for (auto const& action : heard)
    if (header(action, "Action") != "Login" && header(action, "Action") != "Challenge") lists.push_back(header(action, "Action"));
  EXPECT_THAT(lists, ElementsAre("CoreSettings", "CoreStatus", "CoreShowChannels", "BridgeList", "ExtensionStateList",
                                 "DeviceStateList", "PJSIPShowContacts", "QueueStatus", "QueueSummary", "VoicemailUsersList",
                                 "ConfbridgeListRooms", "ParkedCalls"));
}

TEST_F(Link, T002_WithAPlainSecretTheLoginCarriesIt) {
  auto settings = Desk::default_settings();
  settings.plain_secret = true;
  Desk plain(settings);
  plain.go_live();
  EXPECT_EQ(header(plain.asterisk.heard[0], "Secret"), "lab-secret");
}

TEST_F(Link, T003_ARefusedLoginIsLoggedOnceAnAttemptAndRetriedWithTheBackOff) {
  desk.asterisk.lets_in = false;
  desk.exchange.start(desk.now);
  desk.pump();
  desk.advance(seconds(30));
  EXPECT_THAT(seconds_of_attempts(), ElementsAre(0, 1, 3, 7, 15));
  auto const refusals =
      std::ranges::count_if(desk.logs, [](Log const& l) { return l.text.find("refuses the login") != std::string::npos; });
  EXPECT_EQ(refusals, 5);
  for (auto const& log : desk.logs) EXPECT_THAT(log.text, ::testing::Not(HasSubstr("lab-secret")));
}

TEST_F(Link, T004_AsksForNoListWhileAsteriskIsStarting) {
  desk.asterisk.is_booted = false;
  desk.exchange.start(desk.now);
  desk.pump();
  auto const restart = testing::load("", "restart");
  auto const boot = std::ranges::find(restart, "PeerStatus", [](auto const& m) { return header(m, "Event"); });
  ASSERT_NE(boot, restart.end());
  for (auto message = boot; message != restart.end(); ++message) {
    if (header(*message, "Event") == "FullyBooted") break;
    desk.feed(*message);
    desk.advance(std::chrono::milliseconds(4));
  }
  EXPECT_EQ(desk.asterisk.times("CoreShowChannels"), 0);
  EXPECT_EQ(desk.exchange.state(), LinkState::connecting);
  EXPECT_NE(desk.exchange.model().hints.hint("701@parkedcalls"), nullptr);  // what is told meanwhile counts
  desk.feed("Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n");
  EXPECT_EQ(desk.exchange.state(), LinkState::live);
}

TEST_F(Link, T004_AnAccountThatDoesNotSeeFullyBootedIsServedAllTheSame) {
  desk.asterisk.is_booted = false;
  desk.exchange.start(desk.now);
  desk.pump();
  desk.advance(seconds(11));
  EXPECT_EQ(desk.exchange.state(), LinkState::live);
}

TEST_F(Link, T012_EachAnswerFindsItsActionInWhateverOrder) {
  desk.go_live();
  desk.asterisk.replies["Getvar"] = "";
  std::vector<Token> tokens;
  for (int i = 0; i < 100; ++i) tokens.push_back(*act("Getvar"));
  std::ranges::reverse(tokens);
  for (auto const token : tokens) {
    auto const number = std::to_string(token.value);
    desk.hear(flow::AmiLink::actions,
              "Response: Success\r\nActionID: x" + number + "\r\nVariable: A\r\nValue: v" + number + "\r\n\r\n");
  }
  desk.hear(flow::AmiLink::actions, "Response: Success\r\nActionID: x999999\r\nValue: 1\r\n\r\n");
  desk.hear(flow::AmiLink::actions, "Response: Success\r\nValue: 1\r\n\r\n");
  auto const got = answers();
  ASSERT_EQ(got.size(), 100U);
  for (std::size_t i = 0; i < got.size(); ++i) {
    EXPECT_EQ(got[i].token, tokens[i]);
    EXPECT_EQ(got[i].value, "v" + std::to_string(tokens[i].value));
    EXPECT_EQ(got[i].outcome, Answered::Outcome::success);
  }
}

TEST_F(Link, T014_AnActionWithoutAnswerFailsAfterFiveSecondsAndHoldsUpNoOther) {
  desk.go_live();
  desk.asterisk.replies["Originate"] = "";
  auto const silent = act("Originate");
  auto const other = act("Getvar");
  desk.pump();
  EXPECT_THAT(answers(), ElementsAre(::testing::Field(&Answered::token, *other)));
  desk.advance(std::chrono::milliseconds(4'900));
  EXPECT_THAT(answers(), IsEmpty());
  desk.advance(std::chrono::milliseconds(200));
  auto const late = answers();
  ASSERT_EQ(late.size(), 1U);
  EXPECT_EQ(late[0].token, *silent);
  EXPECT_EQ(late[0].outcome, Answered::Outcome::unavailable);
  EXPECT_EQ(desk.exchange.state(), LinkState::live);
}

TEST_F(Link, T014_TooManyActionsWithoutAnswerAreRefused) {
  desk.go_live();
  desk.asterisk.answers = false;
  for (std::size_t i = 0; i < Connection::most_pending; ++i) ASSERT_TRUE(act("Getvar"));
  EXPECT_EQ(act("Getvar").error().code, Errc::unavailable);
}

TEST_F(Link, T017_ARefusalNamesTheActionAndCountsAsUnavailable) {
  desk.go_live();
  desk.asterisk.replies["Originate"] = "Response: Error\r\nMessage: Permission denied\r\n";
  desk.asterisk.replies["QueueAdd"] =
      "Response: Error\r\nMessage: Invalid/unknown command: QueueAdd. Use Action: ListCommands to show available commands.\r\n";
  desk.asterisk.replies["Redirect"] = "Response: Error\r\nMessage: Channel does not exist: PJSIP/none-1\r\n";
  ASSERT_TRUE(act("Originate") && act("QueueAdd") && act("Redirect"));
  desk.pump();
  auto const got = answers();
  ASSERT_EQ(got.size(), 3U);
  EXPECT_EQ(got[0].outcome, Answered::Outcome::unavailable);
  EXPECT_EQ(got[1].outcome, Answered::Outcome::unavailable);
  EXPECT_EQ(got[2].outcome, Answered::Outcome::error);
  EXPECT_EQ(got[2].message, "Channel does not exist: PJSIP/none-1");
  ASSERT_GE(desk.logs.size(), 2U);
  EXPECT_THAT(desk.logs[desk.logs.size() - 2].text, HasSubstr("Originate"));
  EXPECT_THAT(desk.logs.back().text, HasSubstr("QueueAdd"));
  EXPECT_EQ(desk.logs.back().level, LogLevel::error);
}

TEST_F(Link, T018_APingAfterFifteenSecondsAndFiveToAnswerIt) {
  desk.go_live();
  desk.advance(seconds(14));
  EXPECT_EQ(desk.asterisk.times("Ping"), 0);
  desk.advance(seconds(60));
  EXPECT_GE(desk.asterisk.times("Ping"), 6);  // four a minute on each connection
  EXPECT_EQ(desk.exchange.state(), LinkState::live);
  desk.asterisk.answers = false;
  desk.advance(seconds(20));
  EXPECT_EQ(desk.exchange.state(), LinkState::connecting);
}

TEST_F(Link, T020_AShutdownEndsTheLinkAndKeepsTheLastState) {
  desk.asterisk.know(testing::load("", "resync"));
  desk.go_live();
  desk.asterisk.is_there = false;
  auto const restart = testing::load("", "restart");
  auto const shutdown = std::ranges::find(restart, "Shutdown", [](auto const& m) { return header(m, "Event"); });
  ASSERT_NE(shutdown, restart.end());
  desk.feed(*shutdown);
  EXPECT_EQ(desk.exchange.state(), LinkState::connecting);
  EXPECT_EQ(count<LinkChanged>(desk.take()), 1);
  EXPECT_EQ(act("Originate").error().code, Errc::unavailable);
  EXPECT_EQ(desk.status("PJSIP/1001"), 1);
  desk.asterisk.is_there = true;
  desk.advance(seconds(40));
  EXPECT_EQ(desk.exchange.state(), LinkState::live);
}

TEST_F(Link, T020_LosingEitherConnectionEndsTheLinkAndAnswersWhatWasAsked) {
  for (auto const link : {flow::AmiLink::events, flow::AmiLink::actions}) {
    Desk other;
    other.go_live();
    other.asterisk.answers = false;
    auto const token = other.exchange.act({"Originate", {}}, other.now);
    ASSERT_TRUE(token);
    other.exchange.closed(link, "end of file", other.now);
    auto const told = other.take();
    EXPECT_THAT(told, ElementsAre(Notice(Answered{*token, Answered::Outcome::unavailable, "", ""}),
                                  Notice(LinkChanged{LinkState::connecting})));
    auto const closes =
        std::ranges::count_if(other.effects, [](auto const& e) { return std::holds_alternative<flow::AmiClose>(e); });
    EXPECT_EQ(closes, 1);  // of the connection that was still there
  }
}

TEST_F(Link, T021_ReconnectsAtOnceThenLaterAndLater) {
  desk.asterisk.is_there = false;
  desk.exchange.start(desk.now);
  desk.pump();
  desk.advance(seconds(130));
  EXPECT_THAT(seconds_of_attempts(),
              ElementsAre(0, 1, 3, 7, 15, ::testing::AnyOf(31, 32), ::testing::AllOf(::testing::Ge(61), ::testing::Le(64)),
                          ::testing::AllOf(::testing::Ge(91), ::testing::Le(96)),
                          ::testing::AllOf(::testing::Ge(121), ::testing::Le(128))));
}

TEST_F(Link, T021_AMinuteOfGoodServiceIsRewardedWithAnAttemptAtOnce) {
  desk.asterisk.is_there = false;
  desk.exchange.start(desk.now);
  desk.pump();
  desk.advance(seconds(20));
  desk.asterisk.is_there = true;
  desk.advance(seconds(80));
  ASSERT_EQ(desk.exchange.state(), LinkState::live);
  desk.attempts.clear();
  desk.exchange.closed(flow::AmiLink::events, "end of file", desk.now);
  desk.pump();
  desk.advance(seconds(0));
  EXPECT_EQ(desk.attempts.size(), 1U);
  EXPECT_EQ(desk.exchange.state(), LinkState::live);
}

TEST_F(Link, T001_WhatIsNoAsteriskIsNotTalkedTo) {
  desk.asterisk.banner = "SSH-2.0-OpenSSH_9.2\r\n";
  desk.exchange.start(desk.now);
  desk.pump();
  EXPECT_THAT(desk.asterisk.heard, IsEmpty());
  EXPECT_EQ(desk.exchange.state(), LinkState::connecting);
}

TEST_F(Link, ALoginThatIsNeverAnsweredIsGivenUp) {
  desk.asterisk.answers = false;
  desk.exchange.start(desk.now);
  desk.pump();
  desk.advance(seconds(12));
  EXPECT_EQ(desk.attempts.size(), 2U);
}

}  // namespace
}  // namespace crosspoint::pbx
