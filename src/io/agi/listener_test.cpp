#include "io/agi/listener.h"

#include <gmock/gmock.h>

#include <chrono>

#include "io/net/testing/client.h"
#include "io/net/testing/core.h"
#include "wire/agi/conversation.h"

namespace crosspoint::io::agi {
namespace {

using net::testing_support::Client;
using net::testing_support::RecordingCore;
using testing::HasSubstr;
using Clock = std::chrono::steady_clock;

constexpr std::string_view request = "agi_network_script: user\nagi_arg_1: 1002\n\n";

struct AgiListener : testing::Test {
  explicit AgiListener(Limits limits = {.patience = std::chrono::minutes(1)})
      : listener(std::move(*Listener::open("127.0.0.1", 0, core.deliver(), limits))) {}

  AgiId ask(Client& caller) {
    caller.send(request);
    auto const asked = core.next<flow::AgiAsked>();
    if (!asked) return {};
    EXPECT_EQ(asked->request.arguments, std::vector<std::string>{"1002"});
    return asked->id;
  }

  RecordingCore core;
  std::unique_ptr<Listener> listener;
};

TEST_F(AgiListener, CarriesTheQuestionInAndTheAnswerOut) {
  Client caller(listener->port());
  auto const id = ask(caller);
  listener->carry_out({flow::AgiAnswer{id, {{"XP_DEST", "1003"}, {"XP_ACTION", "forward"}}}});
  EXPECT_EQ(caller.line(), "SET VARIABLE XP_DEST \"1003\"");
  caller.send("200 result=1\n");
  EXPECT_EQ(caller.line(), "SET VARIABLE XP_ACTION \"forward\"");
  caller.send("200 result=1\n");
  EXPECT_TRUE(caller.at_end());
}

TEST_F(AgiListener, AnswersEachWhoAsksWithWhatIsForThem) {
  Client first(listener->port()), second(listener->port());
  auto const id_of_first = ask(first), id_of_second = ask(second);
  listener->carry_out({flow::AgiAnswer{id_of_second, {{"A", "second"}}}, flow::AgiAnswer{id_of_first, {{"A", "first"}}}});
  EXPECT_EQ(first.line(), "SET VARIABLE A \"first\"");
  EXPECT_EQ(second.line(), "SET VARIABLE A \"second\"");
}

struct HurriedAgiListener : AgiListener {
  HurriedAgiListener() : AgiListener(Limits{}) {}
};

TEST_F(HurriedAgiListener, T174_LeavesACallerAloneWhomNobodyAnswers) {
  Client silent(listener->port()), unanswered(listener->port()), unreplied(listener->port());
  auto const begin = Clock::now();
  listener->carry_out({flow::AgiAnswer{ask(unreplied), {{"A", "1"}}}});  // Asterisk never says that it is set
  ask(unanswered);
  for (auto* const caller : {&silent, &unanswered, &unreplied}) EXPECT_TRUE(caller->at_end());
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(2));  // 200 ms; a loaded machine may be late, but not this late
}

TEST_F(AgiListener, T175_OutlivesACallerWhoHangsUpOrVanishesWhileAsking) {
  Client hangs_up(listener->port());
  auto const id = ask(hangs_up);
  hangs_up.send("HANGUP\n");
  listener->carry_out({flow::AgiAnswer{id, {{"A", "1"}}}});
  EXPECT_EQ(hangs_up.line(), "SET VARIABLE A \"1\"");
  {
    Client vanishes(listener->port());
    auto const gone = ask(vanishes);
    vanishes = Client(listener->port());
    listener->carry_out({flow::AgiAnswer{gone, {{"A", "1"}}}});
  }
  Client next(listener->port());
  EXPECT_NE(ask(next), AgiId{});
}

TEST_F(AgiListener, LeavesAloneWhoAsksNothing) {
  Client stranger(listener->port());
  stranger.send("GET / HTTP/1.1\r\n\n\n");
  EXPECT_TRUE(stranger.at_end());
  Client talker(listener->port());
  talker.send(std::string(wire::agi::Conversation::longest_request + 2, 'x'));
  EXPECT_TRUE(talker.at_end());
  EXPECT_EQ(core.count<flow::AgiAsked>(), 0U);
}

struct SmallAgiListener : AgiListener {
  SmallAgiListener() : AgiListener({.patience = std::chrono::minutes(1), .questions = 3}) {}
};

TEST_F(SmallAgiListener, TakesSoManyQuestionsAtATimeAndNoMore) {
  std::vector<std::unique_ptr<Client>> callers;
  for (int i = 0; i < 4; ++i) callers.push_back(std::make_unique<Client>(listener->port()));
  EXPECT_TRUE(callers.back()->at_end());
  EXPECT_NE(ask(*callers.front()), AgiId{});
}

TEST_F(AgiListener, SaysWhereItCannotListen) {
  auto const second = Listener::open("127.0.0.1", listener->port(), core.deliver());
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().detail, HasSubstr("127.0.0.1 port " + std::to_string(listener->port())));
}

TEST_F(AgiListener, EndsItsConversationsWhenItStops) {
  Client caller(listener->port());
  ask(caller);
  listener->stop();
  EXPECT_TRUE(caller.at_end());
}

}  // namespace
}  // namespace crosspoint::io::agi
