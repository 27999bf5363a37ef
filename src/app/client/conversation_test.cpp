#include "app/client/conversation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace crosspoint::app::client {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A client that talks to the test in place of a server.
struct Client : testing::Test {
  Time now{1'000s};

  Conversation start(std::string const& command, std::string const& argument = "", Protection protection = Protection::none) {
    return {{"alice", "alice-demo"}, protection, std::move(*make_task(command, argument))};
  }

  /// Takes the conversation through the login.
  Turn log_in(Conversation& c) {
    c.begin(now);
    c.received(R"({"class":"login_id","sessionid":"k3Vd09TzQa","xivoversion":"2.2"})", now);
    c.received(R"({"class":"login_pass","capalist":[3]})", now);
    return c.received(
        R"({"class":"login_capas","userid":"1","capas":{"userstatus":{"available":{},"away":{},"disconnected":{}}}})", now);
  }
};

bool ends(Turn const& turn, int exit, std::string_view error) {
  return turn.ending && turn.ending->exit == exit && turn.ending->error.find(error) != std::string::npos;
}

TEST_F(Client, LogsInInThreeStepsWithoutTouchingThePresence) {
  auto c = start("raw");
  EXPECT_EQ(
      c.begin(now).send,
      "{\"class\":\"login_id\",\"commandid\":1,\"company\":\"xivo\",\"ident\":\"crosspoint-client\",\"userlogin\":\"alice\","
      "\"xivoversion\":\"2.2\"}\n");
  EXPECT_EQ(c.received(R"({"class":"login_id","replyid":1,"sessionid":"k3Vd09TzQa","xivoversion":"2.2"})", now).send,
            "{\"class\":\"login_pass\",\"commandid\":2,\"password\":\"alice-demo\"}\n");
  EXPECT_EQ(c.received(R"({"class":"login_pass","replyid":2,"capalist":[3]})", now).send,
            "{\"class\":\"login_capas\",\"commandid\":3,\"capaid\":\"3\",\"state\":\"\"}\n");
  EXPECT_FALSE(c.reads_input());
  c.received(R"({"class":"login_capas","replyid":3,"userid":"1","capas":{}})", now);
  EXPECT_TRUE(c.reads_input());
}

TEST_F(Client, IgnoresTheOfferOfStarttlsWhenItIsNotWanted) {
  auto c = start("raw");
  c.begin(now);
  auto const turn = c.received(R"({"class":"starttls"})", now);
  EXPECT_EQ(turn.send, "");
  EXPECT_FALSE(turn.ending);
}

TEST_F(Client, TakesTheOfferOfStarttlsAndLogsInInsideTls) {
  auto c = start("raw", "", Protection::starttls);
  EXPECT_EQ(c.begin(now).send, "");
  EXPECT_EQ(c.received(R"({"class":"starttls"})", now).send, "{\"class\":\"starttls\",\"status\":true}\n");
  auto const confirmed = c.received(R"({"class":"starttls","status":true,"starttls":true})", now);
  EXPECT_TRUE(confirmed.secure);
  EXPECT_EQ(confirmed.send, "");
  EXPECT_THAT(c.secured(now).send, HasSubstr("login_id"));
}

TEST_F(Client, SaysThatAServerOffersNoStarttlsAndKeepsThePassword) {
  auto c = start("raw", "", Protection::starttls);
  c.begin(now);
  EXPECT_EQ(c.deadline(), now + 10s);
  EXPECT_TRUE(ends(c.expired(now), 1, "offers no STARTTLS"));
  auto refused = start("raw", "", Protection::starttls);
  refused.begin(now);
  refused.received(R"({"class":"starttls"})", now);
  EXPECT_TRUE(ends(refused.received(R"({"class":"starttls","status":false,"starttls":false})", now), 1, "refused STARTTLS"));
}

TEST_F(Client, SaysWhatToDoAboutARefusedLogin) {
  auto version = start("raw");
  version.begin(now);
  EXPECT_TRUE(ends(version.received(R"({"class":"login_id","error_string":"xivoversion_client:2.2;1.9"})", now), 1,
                   "this client speaks protocol 2.2, the server only 1.9"));
  auto password = start("raw");
  password.begin(now);
  password.received(R"({"class":"login_id"})", now);
  EXPECT_TRUE(
      ends(password.received(R"({"class":"login_pass","error_string":"login_password"})", now), 1, "wrong login or password"));
}

TEST_F(Client, SaysWhatAnswersWhenItIsNoServer) {
  auto c = start("raw");
  c.begin(now);
  EXPECT_TRUE(ends(c.received("SSH-2.0-OpenSSH_9.2", now), 1, "not a CTI server"));
  EXPECT_TRUE(ends(c.expired(now), 1, "says nothing"));
  EXPECT_TRUE(ends(c.closed(), 1, "closed the connection at once"));
}

TEST_F(Client, PrintsTheErrorWhenTheServerGoesAway) {
  auto c = start("raw");
  log_in(c);
  EXPECT_TRUE(ends(c.closed(), 1, "the server has closed the connection"));
}

TEST_F(Client, DialsAndWaitsUntilTheCallIsUnderWay) {
  auto c = start("dial", "1002");
  EXPECT_EQ(log_in(c).send,
            "{\"class\":\"ipbxcommand\",\"command\":\"dial\",\"commandid\":1,\"destination\":\"exten:xivo/1002\"}\n");
  EXPECT_FALSE(c.received(R"({"class":"getlist","function":"updatestatus"})", now).ending);
  auto const turn = c.received(R"({"class":"dial_success","replyid":1,"exten":"1002"})", now);
  EXPECT_THAT(turn.say, ElementsAre("calling 1002: pick up your phone"));
  EXPECT_EQ(turn.ending, Ending{});
}

TEST_F(Client, DialsAnUrlAsItStands) {
  auto c = start("dial", "user:xivo/2");
  EXPECT_THAT(log_in(c).send, HasSubstr("\"destination\":\"user:xivo/2\""));
}

TEST_F(Client, PrintsWhyACallCannotBePlaced) {
  auto c = start("dial", "9");
  log_in(c);
  EXPECT_TRUE(ends(c.received(R"({"class":"ipbxcommand","error_string":"unreachable_extension:9"})", now), 1,
                   "this extension cannot be reached: 9"));
  EXPECT_TRUE(ends(c.expired(now), 1, "look at your phone"));
}

TEST_F(Client, TakesAPresenceAndWaitsForItsPush) {
  auto c = start("presence", "away");
  EXPECT_EQ(log_in(c).send, "{\"class\":\"availstate\",\"commandid\":1,\"availstate\":\"away\"}\n");
  auto const push = [](std::string const& user, std::string const& state) {
    return R"({"class":"getlist","function":"updatestatus","listname":"users","tid":")" + user + R"(","status":{"availstate":")" +
           state + "\"}}";
  };
  EXPECT_FALSE(c.received(push("2", "away"), now).ending);
  EXPECT_FALSE(c.received(push("1", "available"), now).ending);
  EXPECT_EQ(c.received(push("1", "away"), now).ending, Ending{});
}

TEST_F(Client, NamesThePresencesThereAre) {
  auto c = start("presence", "asleep");
  auto const turn = log_in(c);
  EXPECT_EQ(turn.send, "");
  EXPECT_TRUE(ends(turn, 1, "'asleep' is not one of your presences: available, away, disconnected"));
}

struct HangupClient : Client {
  static std::string state(std::string const& line, std::string const& hint) {
    return R"({"class":"getlist","function":"updatestatus","listname":"phones","tid":")" + line +
           R"(","status":{"hintstatus":")" + hint + "\"}}";
  }
  static constexpr auto config = R"({"class":"getlist","function":"updateconfig","listname":"users","tid":"1",
      "config":{"linelist":["4","5"]}})";
};

TEST_F(HangupClient, EndsACallAndWaitsUntilTheLineSaysSo) {
  auto c = start("hangup");
  EXPECT_EQ(log_in(c).send, list_request("updateconfig", "users", "1"));
  EXPECT_EQ(c.received(config, now).send,
            list_request("updatestatus", "phones", "4") + list_request("updatestatus", "phones", "5"));
  EXPECT_EQ(c.received(state("4", "0"), now).send, "");
  EXPECT_EQ(c.received(state("5", "1"), now).send, "{\"class\":\"hangup\",\"commandid\":1}\n");
  EXPECT_FALSE(c.received(state("4", "0"), now).ending);
  auto const turn = c.received(state("5", "0"), now);
  EXPECT_THAT(turn.say, ElementsAre("hung up"));
  EXPECT_EQ(turn.ending, Ending{});
}

TEST_F(HangupClient, SaysThatThereIsNoCall) {
  auto c = start("hangup");
  log_in(c);
  c.received(config, now);
  c.received(state("4", "0"), now);
  auto const turn = c.received(state("5", "4"), now);
  EXPECT_EQ(turn.send, "");
  EXPECT_THAT(turn.say, ElementsAre("there is no call"));
  EXPECT_EQ(turn.ending, Ending{});
}

TEST_F(HangupClient, SaysWhyACallDoesNotEnd) {
  auto c = start("hangup");
  log_in(c);
  c.received(config, now);
  c.received(state("4", "16"), now);
  c.received(state("5", "0"), now);
  EXPECT_EQ(c.deadline(), now + 5s);
  EXPECT_TRUE(ends(c.expired(now), 1, "calls on hold are left alone"));
  EXPECT_TRUE(ends(c.received(R"({"class":"ipbxcommand","error_string":"hangup_unauthorized"})", now), 1, "may not end calls"));
}

TEST_F(HangupClient, SaysThatAUserHasNoPhone) {
  auto c = start("hangup");
  log_in(c);
  EXPECT_TRUE(ends(c.received(R"({"class":"getlist","function":"updateconfig","listname":"users","tid":"1","config":{}})", now),
                   1, "has no phone"));
}

TEST_F(Client, T128_HoldsACallAndResumesIt) {
  for (auto const& [order, before, after, done] :
       {std::array{"hold", "up", "hold", "on hold"}, {"resume", "hold", "up", "resumed"}}) {
    auto const calls = [](std::string const& state) {
      return R"({"class":"current_calls","current_calls":[{"cid_number":"1002","call_status":")" + state + "\"}]}";
    };
    auto c = start(order);
    EXPECT_THAT(log_in(c).send, HasSubstr("current_calls"));
    EXPECT_EQ(c.received(calls(before), now).send, std::string("{\"class\":\"") + order + "\",\"commandid\":2}\n");
    EXPECT_FALSE(c.received(calls(before), now).ending);
    EXPECT_THAT(c.received(calls(after), now).say, ElementsAre(done));
    auto other = start(order);
    log_in(other);
    EXPECT_EQ(other.received(calls(after), now).send, "");
    EXPECT_TRUE(ends(other.received(R"({"class":"ipbxcommand","error_string":"hold_unauthorized"})", now), 1, "may not hold"));
  }
}

TEST_F(Client, CarriesRawLinesBothWaysAndStaysForTheAnswers) {
  auto c = start("raw");
  log_in(c);
  EXPECT_EQ(c.deadline(), std::nullopt);
  EXPECT_EQ(c.typed(R"({"class":"keepalive"})", now).send, "{\"class\":\"keepalive\"}\n");
  EXPECT_THAT(c.received(R"({"class":"keepalive","timenow":1.5})", now).say,
              ElementsAre(R"({"class":"keepalive","timenow":1.5})"));
  c.typed_all(now);
  EXPECT_EQ(c.deadline(), now + 1s);
  c.received(R"({"class":"keepalive"})", now + 500ms);
  EXPECT_EQ(c.deadline(), now + 1500ms);
  EXPECT_EQ(c.expired(now + 1500ms).ending, Ending{});
}

TEST(MakeTask, SaysWhatIsPossible) {
  EXPECT_THAT(make_task("dance", "").error().detail, HasSubstr("only watch, dial, presence, hangup, hold, resume, list and raw"));
  EXPECT_THAT(make_task("dial", "").error().detail, HasSubstr("dial WHAT"));
  EXPECT_THAT(make_task("list", "groups").error().detail, HasSubstr("only users, phones"));
}

}  // namespace
}  // namespace crosspoint::app::client
