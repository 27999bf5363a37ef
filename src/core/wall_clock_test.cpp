// The clock on the wall is set, an hour forward or back, while calls, logins and a link loss are under way: nothing comes sooner
// or later for that, nothing becomes longer or shorter, and clients and the store see the times of the new reckoning.
#include "core/agents_fixture.h"

namespace crosspoint::core {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using namespace std::chrono_literals;

struct SetClock : AgentsTest, testing::WithParamInterface<std::chrono::seconds> {
  SetClock() { configure(); }

  directory::Directory staff() const override {
    auto all = AgentsTest::staff();
    for (auto const right : {directory::Right::supervise, directory::Right::switchboard})
      all.profiles.at(ProfileId{3}).rights.push_back(right);
    return all;
  }

  void set_clock() {
    ahead += GetParam();
    house.give(flow::WallClockSet{shown()});
  }

  [[nodiscard]] WallTime shown() const { return WallTime((house.now + ahead).time_since_epoch()); }

  void tell_plain(std::string const& event) { house.give(flow::AmiBytes{flow::AmiLink::events, event}); }

  /// An event of a call that waits in the queue support.
  void caller(std::string const& event, std::string const& more = "") {
    tell_plain("Event: " + event + "\r\nQueue: support\r\nChannel: PJSIP/trunk-00000001\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n" +
               "ChannelState: 6\r\nPosition: 1\r\nCount: 1\r\n" + more + "\r\n");
  }

  static std::string recording(std::string const& name) {
    return House::read_file(std::string(CROSSPOINT_SOURCE_DIR) + "/tests/transcripts/" + name + ".ami");
  }

  /// What clients were told last of that key, and how long before now that was by their `timenow`.
  [[nodiscard]] std::optional<double> age_of(std::string const& key) const {
    std::optional<double> age;
    for (auto const& line : house.lines) {
      auto const number = [&](std::string const& name) {
        return std::stod(line.substr(line.find("\"" + name + "\":") + name.size() + 3));
      };
      if (line.find("\"" + key + "\":") != std::string::npos) age = number("timenow") - number(key);
    }
    return age;
  }

  template <class Change>
  [[nodiscard]] std::vector<Change> stored_as() const {
    std::vector<Change> all;
    for (auto const& change : house.changes)
      if (auto const* const one = std::get_if<Change>(&change)) all.push_back(*one);
    return all;
  }

  Duration ahead{};
};
INSTANTIATE_TEST_SUITE_P(ByAnHour, SetClock, testing::Values(3'600s, -3'600s),
                         [](auto const& by) { return std::string(by.param > 0s ? "forward" : "back"); });

TEST_P(SetClock, P007_TheTimeOfMessagesFollowsIt) {
  set_clock();
  house.say(alice, R"({"class":"keepalive"})");
  ASSERT_FALSE(house.lines.empty());
  auto const& line = house.lines.back();
  EXPECT_NEAR(std::stod(line.substr(line.find("\"timenow\":") + 10)), epoch_seconds(shown()), 0.001);
  EXPECT_THAT(house.logs,
              Contains(HasSubstr("the clock of this machine was set by " + std::to_string(GetParam().count()) + " s")));
}

TEST_P(SetClock, ALoginThatIsNotCompletedHasItsFiveSeconds) {
  house.give(flow::ClientOpened{SessionId{77}, "127.0.0.1", flow::Face::plain});
  set_clock();
  house.pass(4'900ms);
  EXPECT_THAT(house.lines, Not(Contains(HasSubstr("77 closed"))));
  house.pass(200ms);
  EXPECT_THAT(house.lines, Contains(HasSubstr("77 closed")));
}

TEST_P(SetClock, RefusedPasswordsAreForgottenAfterAMinuteAndNoSooner) {
  auto const try_to_log_in = [&](SessionId client, std::string const& password) {
    house.give(flow::ClientOpened{client, "127.0.0.1", flow::Face::plain});
    house.say(client, R"({"class":"login_id","userlogin":"1003","xivoversion":"2.2"})");
    house.lines.clear();
    house.say(client, R"({"class":"login_pass","password":")" + password + "\"}");
    return house.lines.empty() ? "" : house.lines.front();
  };
  for (std::int64_t client = 100; client < 110; ++client) try_to_log_in(SessionId{client}, "wrong");
  set_clock();
  house.pass(58s);
  EXPECT_THAT(try_to_log_in(SessionId{120}, "right"), HasSubstr("error_string"));
  house.pass(3s);
  EXPECT_THAT(try_to_log_in(SessionId{121}, "right"), HasSubstr("capalist"));
}

TEST_P(SetClock, ALostLinkComesBackInItsTime) {
  house.exchange_is_there = false;
  house.give(flow::AmiClosed{flow::AmiLink::events, "reset"});
  set_clock();
  house.pass(10s);
  house.exchange_is_there = true;
  set_clock();
  house.pass(60s);
  EXPECT_STREQ(house.core().vitals().exchange, "live");
}

TEST_P(SetClock, T082_AWrapUpLastsAsLongAsEver) {
  house.queue_members = {listed("support")};
  house.queue_config = "wrapuptime=30";
  reconnect();
  log_on();
  auto const last_call = std::chrono::floor<std::chrono::seconds>(shown()).time_since_epoch().count();
  tell("QueueMemberStatus", "support", "Status: 1\r\nPaused: 0\r\nLastCall: " + std::to_string(last_call) + "\r\n");
  EXPECT_EQ(agent_news().back(), "unavailable on_wrapup");
  house.pass(10s);
  set_clock();
  agent_news();
  tell("QueueMemberStatus", "support", "Status: 2\r\nPaused: 0\r\nLastCall: " + std::to_string(last_call) + "\r\n");
  house.pass(18s);
  EXPECT_THAT(agent_news(), IsEmpty());
  house.pass(2s);
  EXPECT_THAT(agent_news(), ElementsAre("available"));
}

TEST_P(SetClock, T082_AWrapUpLastsAsLongWhileTheClockIsWrong) {
  house.queue_members = {listed("support"), listed("sales")};
  house.queue_config = "wrapuptime=30";
  reconnect();
  log_on();
  auto const last_call = std::chrono::floor<std::chrono::seconds>(shown()).time_since_epoch().count();  // by another, right clock
  set_clock();
  agent_news();
  tell("QueueMemberStatus", "support", "Status: 1\r\nPaused: 0\r\nLastCall: " + std::to_string(last_call) + "\r\n");
  EXPECT_THAT(agent_news(), ElementsAre("unavailable on_wrapup"));
  house.pass(29s);
  EXPECT_THAT(agent_news(), IsEmpty());
  house.pass(1s);
  EXPECT_THAT(agent_news(), ElementsAre("available"));
}

TEST_P(SetClock, P144_ALoginIsAsLongInTheQueueLogAsItWas) {
  log_on();
  house.pass(90s);
  set_clock();
  asked();
  say("agentlogout", R"(,"agentids":"xivo/1")");
  EXPECT_THAT(asked(), Contains(HasSubstr("Message=1002@default|90|CommandLogoff")));
}

TEST_P(SetClock, T178_ACallIsAsLongInTheHistoryAsItWas) {
  auto const call = recording("call-internal-answered");
  auto const end = call.find("Event: HangupRequest\r\n");
  house.replay(std::string_view(call).substr(0, end));
  house.pass(10s);
  set_clock();
  house.replay(std::string_view(call).substr(end));
  auto const calls = stored_as<flow::SaveCall>();
  ASSERT_EQ(calls.size(), 2U);
  for (auto const& [user, past] : calls) {
    EXPECT_GE(past.duration(), 10s);
    EXPECT_LT(past.duration(), 12s);
    EXPECT_LT(past.ended - past.started, 12s);
    EXPECT_LE(past.ended, shown());
    EXPECT_GT(past.ended, shown() - 2s);
  }
}

TEST_P(SetClock, P166_WhoTalksIsToldTheBeginOfItsCallAgain) {
  house.say(alice, R"({"class":"subscribe","message":"current_calls"})");
  auto const call = recording("call-internal-answered");
  house.replay(std::string_view(call).substr(0, call.find("Event: HangupRequest\r\n")));
  house.pass(30s);
  house.lines.clear();
  set_clock();
  ASSERT_TRUE(age_of("call_start"));
  EXPECT_NEAR(*age_of("call_start"), 30, 2);
}

TEST_P(SetClock, P164_T108_T113_WhoWaitsHasWaitedAsLongAsItHas) {
  for (auto const* const message :
       {R"({"class":"subscribe","message":"queueentryupdate","queueid":"1"})", R"({"class":"subscribetoqueuesstats"})"})
    house.say(alice, message);
  caller("QueueCallerJoin");
  house.pass(20s);
  house.lines.clear();
  set_clock();
  ASSERT_TRUE(age_of("join_time"));
  EXPECT_NEAR(*age_of("join_time"), 20, 0.1);
  house.pass(3s);
  caller("QueueCallerAbandon");
  caller("QueueCallerLeave");
  house.pass(2s);
  auto const waiting = stored_as<flow::SaveQueueCall>();
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].call.hold, 23s);
  EXPECT_EQ(waiting[0].call.joined, shown() - 25s);
  house.lines.clear();
  house.say(alice, R"({"class":"getqueuesstats","on":{"1":{"window":"60","xqos":"60"}}})");
  EXPECT_THAT(house.lines, ElementsAre(HasSubstr(R"("Xivo-Lost":"1")"))) << "within the last minute";
}

TEST_P(SetClock, T113_AWaitThatAsteriskHasMeasuredByASetClockIsMeasuredAgain) {
  caller("QueueCallerJoin");
  house.pass(20s);
  set_clock();
  caller("QueueCallerLeave");
  caller("AgentConnect", "Interface: PJSIP/1002\r\nMemberName: Agent/2002\r\nDestUniqueid: 1.2\r\nHoldTime: " +
                             std::to_string(20 + GetParam().count()) + "\r\n");
  ASSERT_EQ(stored_as<flow::SaveQueueCall>().size(), 1U);
  EXPECT_EQ(stored_as<flow::SaveQueueCall>()[0].call.hold, 20s);
}

TEST_P(SetClock, T116_WhatWasStoredByAnotherReckoningIsNotInTheFuture) {
  auto const an_hour_off = shown() + 1h;
  house.give(flow::QueueCallsLoaded{{{support, an_hour_off, 10s, true}}, {{support, "1.1", an_hour_off}}});
  house.lines.clear();
  house.say(alice, R"({"class":"getqueuesstats","on":{"1":{"window":"60","xqos":"60"}}})");
  EXPECT_THAT(house.lines, ElementsAre(HasSubstr(R"("Xivo-Join":"2")")));
  reconnect();  // the one that waited is gone: it was lost
  ASSERT_EQ(stored_as<flow::SaveQueueCall>().size(), 1U);
  EXPECT_GE(stored_as<flow::SaveQueueCall>()[0].call.hold, 0s);
  EXPECT_LE(stored_as<flow::SaveQueueCall>()[0].call.hold, 60s);
  house.pass(1min);
  house.lines.clear();
  house.say(alice, R"({"class":"getqueuesstats","on":{"1":{"window":"60","xqos":"60"}}})");
  EXPECT_THAT(house.lines, ElementsAre(HasSubstr(R"("Xivo-Join":"0")"))) << "two minutes later";
}

TEST_P(SetClock, P153_AnAgentIsToldToHaveBeenSoAsLongAsItHas) {
  log_on();
  house.pass(40s);
  house.lines.clear();
  set_clock();
  std::erase_if(house.lines, [](auto const& line) { return line.find(R"("availability":"available")") == line.npos; });
  ASSERT_TRUE(age_of("availability_since"));
  EXPECT_NEAR(*age_of("availability_since"), 40, 0.1);
}

TEST_P(SetClock, P176_T101_AConferenceHasBegunWhenItHas) {
  auto const conference = recording("confbridge");
  house.say(alice, R"({"class":"subscribe","message":"meetme_update"})");
  house.replay(std::string_view(conference).substr(0, conference.find("Event: ConfbridgeLeave\r\n")));
  house.pass(30s);
  house.lines.clear();
  set_clock();
  EXPECT_THAT(age_of("start_time").value_or(-1), testing::AllOf(testing::Ge(30), testing::Lt(32)));
  EXPECT_THAT(age_of("join_time").value_or(-1), testing::AllOf(testing::Ge(30), testing::Lt(32)));
}

TEST_P(SetClock, WhatIsStoredBearsTheTimeOfTheClockAsItIs) {
  set_clock();
  log_on();
  EXPECT_EQ(stored()->since, shown());
}

/// Of every recording: what is asked of the exchange, and when.
std::vector<std::string> deeds(std::string const& stream, std::vector<Duration> const& steps) {
  House house;
  std::vector<std::string> all;
  Duration ahead{};
  house.pass(1s);
  house.log_in_everybody();
  std::size_t next = 0;
  for (std::string_view rest = stream; !rest.empty();) {
    auto const end = std::min(rest.size(), rest.find("\r\n\r\n") == rest.npos ? rest.size() : rest.find("\r\n\r\n") + 4);
    if (!steps.empty()) {
      ahead += steps[next++ % steps.size()];
      house.give(flow::WallClockSet{WallTime((house.now + ahead).time_since_epoch())});
    }
    house.give(flow::AmiBytes{flow::AmiLink::events, std::string(rest.substr(0, end))});
    rest.remove_prefix(end);
    house.pass(200ms);
    for (auto& action : std::exchange(house.asked, {}))
      all.push_back(std::to_string(house.now.time_since_epoch().count()) + " " + action);
    all.push_back(std::to_string((house.core().deadline() - house.now).count()));
  }
  return all;
}

TEST(SetClockInRecordings, TheSameIsDoneAtTheSameTimes) {
  for (auto const* const name :
       {"call-internal-answered", "queue-two-callers", "agent-wrapup", "parking", "confbridge", "hold"}) {
    auto const stream = SetClock::recording(name);
    ASSERT_FALSE(stream.empty()) << name;
    EXPECT_EQ(deeds(stream, {1h, -1h, -1h, 1h}), deeds(stream, {})) << name;
  }
}

}  // namespace
}  // namespace crosspoint::core
