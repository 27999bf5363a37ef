// What recorded streams of real exchanges become for who watches the queues. (telephony 2.7, 3)
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/house_fixture.h"

namespace crosspoint::core {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

using Told = std::vector<std::string>;

struct QueueReplayTest : testing::TestWithParam<char const*> {
  QueueReplayTest() {
    auto office = House::office();
    for (auto const right : {directory::Right::supervise, directory::Right::switchboard})
      office.profiles.at(ProfileId{3}).rights.push_back(right);
    office.agents[AgentId{2}] = {.id = AgentId{2}, .number = "2002"};
    office.queues.at(QueueId{1}).agents.push_back(AgentId{2});
    office.queues.at(QueueId{2}).agents.push_back(AgentId{2});
    house.give(flow::Configured{std::move(office)});
    house.pass(std::chrono::seconds(1));
    house.log_in(alice, "1001");
  }

  static std::string script(std::string const& name) {
    return House::read_file(std::string(CROSSPOINT_SOURCE_DIR) + "/tests/transcripts/" + GetParam() + name + ".ami");
  }

  /// Plays the recording up to its first (or a later) event of that name, or to its end.
  void play(std::string const& name, std::string const& until = {}, int which = 1) {
    auto const stream = script(name);
    EXPECT_FALSE(stream.empty()) << name;
    auto end = until.empty() ? stream.size() : stream.find("Event: " + until + "\r\n");
    for (; which > 1; --which) end = stream.find("Event: " + until + "\r\n", end + 1);
    house.replay(std::string_view(stream).substr(0, end));
  }

  /// What those who watch were told under that topic, from the value of `key` on and without the time.
  Told told(std::string const& topic, std::string const& key) const {
    Told all;
    for (auto const& line : house.lines) {
      if (!line.starts_with(topic + " ")) continue;
      auto const start = line.find(key);
      if (start != std::string::npos) all.push_back(line.substr(start, line.find(",\"timenow\"") - start));
    }
    return all;
  }

  std::string ask(std::string const& request) {
    house.lines.clear();
    house.say(alice, request);
    return house.lines.empty() ? "" : house.lines.front();
  }
  std::string window_of(int queue) {
    auto const id = std::to_string(queue);
    return ask(R"({"class":"getqueuesstats","on":{")" + id + R"(":{"window":"3600","xqos":60}}})");
  }

  House house;
};
INSTANTIATE_TEST_SUITE_P(Asterisk, QueueReplayTest, testing::Values("", "v22/"),
                         [](auto const& version) { return std::string(*version.param ? "22" : "16"); });

TEST_P(QueueReplayTest, P163_P164_T069_TheEntriesAreTheWholeListNumberedFromOne) {
  EXPECT_THAT(
      ask(R"({"class":"subscribe","message":"queueentryupdate","queueid":"1","commandid":5})"),
      HasSubstr(R"({"class":"queueentryupdate","state":{"queue_id":1,"queue_name":"support","entries":[]},"replyid":5,)"));
  play("queue-two-callers");
  auto const all = told("entries:1", "\"entries\"");
  ASSERT_EQ(all.size(), 4U);
  EXPECT_THAT(all[0],
              AllOf(HasSubstr(R"({"position":1,"name":"Alice Martin","number":"1001","join_time":)"), Not(HasSubstr("1003"))));
  EXPECT_THAT(all[1],
              AllOf(HasSubstr(R"({"position":1,"name":"Alice Martin")"), HasSubstr(R"({"position":2,"name":"Chloe Durand")")));
  EXPECT_THAT(all[2], AllOf(HasSubstr(R"({"position":1,"name":"Chloe Durand")"), Not(HasSubstr("1001"))));
  EXPECT_THAT(all[2], testing::ContainsRegex(R"("uniqueid":"[0-9]+\.[0-9]+")"));
  EXPECT_EQ(all[3], "\"entries\":[]}");
}

TEST_P(QueueReplayTest, P164_EachChangeIsToldEvenIfAllAreReadAtOnce) {
  house.give(flow::AmiBytes{flow::AmiLink::events, script("queue-two-callers")});
  std::vector<std::ptrdiff_t> waiting;
  for (auto const& entries : told("entries:1", "\"entries\"")) waiting.push_back(std::ranges::count(entries, '{'));
  EXPECT_THAT(waiting, ElementsAre(1, 2, 1, 0));
}

TEST_P(QueueReplayTest, T066_WhoIsPulledOutOfTheQueueIsNotInItsEntries) {
  play("switchboard-retrieve");
  auto const all = told("entries:6", "\"entries\"");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_THAT(all[0], HasSubstr(R"("position":1)"));
  EXPECT_EQ(all[1], "\"entries\":[]}");
}

TEST_P(QueueReplayTest, P160_T108_WaitingCallsAtEachJoinAndLeave) {
  play("queue-two-callers", "QueueCallerAbandon");
  auto const stream = script("queue-two-callers");
  house.replay(std::string_view(stream).substr(stream.find("Event: QueueCallerAbandon")));
  EXPECT_THAT(told("figures:0", "\"1\":{\"Xivo-Waiting"),
              ElementsAre(R"("1":{"Xivo-WaitingCalls":2,"Xivo-LongestWaitTime":0}})", R"("1":{"Xivo-WaitingCalls":0}})"))
      << "what changes in one moment is told once";
}

TEST_P(QueueReplayTest, T108_TheLongestWaitIsThatOfTheFirst) {
  play("queue-two-callers", "QueueCallerJoin");
  auto const stream = script("queue-two-callers");
  auto const next = [&](std::string const& event, std::size_t from) { return stream.find("Event: " + event + "\r\n", from); };
  auto const first = next("QueueCallerJoin", 0), second = next("QueueCallerJoin", first + 1);
  house.replay(std::string_view(stream).substr(first, second - first));
  house.pass(std::chrono::seconds(7));
  house.lines.clear();
  auto const left = next("QueueCallerAbandon", second);
  house.replay(std::string_view(stream).substr(second, left - second));
  EXPECT_THAT(told("figures:0", "\"1\":{\"Xivo-Waiting"),
              ElementsAre(R"("1":{"Xivo-WaitingCalls":2,"Xivo-LongestWaitTime":7}})"));
  house.lines.clear();
  house.replay(std::string_view(stream).substr(left, next("QueueCallerAbandon", left + 1) - left));
  EXPECT_THAT(told("figures:0", "\"1\":{\"Xivo-Waiting"),
              ElementsAre(R"("1":{"Xivo-WaitingCalls":1,"Xivo-LongestWaitTime":0}})"));
}

TEST_P(QueueReplayTest, P158_T104_LoggedAgentsAreThoseOfTheQueueWhateverTheyDo) {
  play("agent-login");
  EXPECT_THAT(told("figures:0", "\"1\":{\"Xivo-Logged"), ElementsAre(R"("1":{"Xivo-LoggedAgents":1}})"));
  EXPECT_THAT(told("figures:0", "\"2\":{\"Xivo-Logged"), ElementsAre(R"("2":{"Xivo-LoggedAgents":1}})"));
  EXPECT_THAT(told("figures:0", "\"3\":{"), ElementsAre()) << "not their queue";
  house.lines.clear();
  play("agent-pause-unpause");
  EXPECT_THAT(told("figures:0", "Xivo-Logged"), ElementsAre()) << "a paused agent is logged on all the same";
  play("agent-logout");
  EXPECT_THAT(told("figures:0", "\"1\":{\"Xivo-Logged"), ElementsAre(R"("1":{"Xivo-LoggedAgents":0}})"));
}

TEST_P(QueueReplayTest, T117_WhoSubscribesBeforeAChangeIsToldDoesNotMissThatItIsUndone) {
  auto const last_told = [&] {
    Told all;
    for (auto const& line : house.lines)
      if (auto const at = line.find(R"("1":{"Xivo-Logged)"); at != line.npos) all.push_back(line.substr(at, 26));
    return all.back();
  };
  house.give(flow::AmiBytes{flow::AmiLink::events, script("agent-login")});
  house.say(alice, R"({"class":"subscribetoqueuesstats"})");
  house.give(flow::AmiBytes{flow::AmiLink::events, script("agent-logout")});
  house.pass(std::chrono::seconds(1));
  EXPECT_EQ(last_told(), R"("1":{"Xivo-LoggedAgents":0)");
  house.give(flow::AmiBytes{flow::AmiLink::events, script("agent-login")});
  house.say(alice, R"({"class":"subscribetoqueuesstats"})");
  house.pass(std::chrono::seconds(1));
  EXPECT_EQ(last_told(), R"("1":{"Xivo-LoggedAgents":1)");
}

TEST_P(QueueReplayTest, P159_T105_T106_AvailableAndTalkingFollowTheMembers) {
  play("agent-login");
  EXPECT_THAT(told("figures:0", "\"1\":{\"Xivo-Avail"),
              ElementsAre(R"("1":{"Xivo-AvailableAgents":"1","Xivo-TalkingAgents":"0","Xivo-EWT":"0"}})"));
  auto const stream = script("queue-answered");
  house.lines.clear();
  for (std::size_t from = 0, end = 0; from < stream.size(); from = end) {  // with a rest after each state of the member
    end = stream.find("Event: QueueMemberStatus", from + 1);
    end = end == stream.npos ? stream.size() : stream.find("\r\n\r\n", end) + 4;
    house.replay(std::string_view(stream).substr(from, end - from));
  }
  EXPECT_THAT(told("figures:0", "\"1\":{\"Xivo-Avail"),
              ElementsAre(R"("1":{"Xivo-AvailableAgents":"0","Xivo-TalkingAgents":"0","Xivo-EWT":"0"}})",
                          R"("1":{"Xivo-AvailableAgents":"0","Xivo-TalkingAgents":"1","Xivo-EWT":"0"}})",
                          R"("1":{"Xivo-AvailableAgents":"1","Xivo-TalkingAgents":"0","Xivo-EWT":"0"}})"));
}

TEST_P(QueueReplayTest, T105_APausedMemberIsNotAvailable) {
  play("agent-login");
  house.lines.clear();
  play("agent-pause-unpause", "QueueMemberPause", 2);
  auto const all = told("figures:0", "\"1\":{\"Xivo-Avail");
  ASSERT_FALSE(all.empty());
  EXPECT_THAT(all.front(), HasSubstr(R"("Xivo-AvailableAgents":"0")"));
}

TEST_P(QueueReplayTest, T110_T114_AnAnsweredCallIsNeverCountedAsLost) {
  play("queue-answered", "AgentConnect");
  EXPECT_THAT(window_of(1), HasSubstr(R"("stats":{"1":{"Xivo-Join":"1","Xivo-Link":"0","Xivo-Lost":"0","Xivo-Rate":"",)"));
  auto const stream = script("queue-answered");
  house.replay(std::string_view(stream).substr(stream.find("Event: AgentConnect")));
  EXPECT_THAT(window_of(1),
              HasSubstr(R"({"1":{"Xivo-Join":"1","Xivo-Link":"1","Xivo-Lost":"0","Xivo-Rate":"100","Xivo-Qos":"100",)"
                        R"("Xivo-Holdtime-avg":"1","Xivo-Holdtime-max":"1"}})"));
}

TEST_P(QueueReplayTest, T110_T067_TimeOverAnEmptiedQueueAndAHangUpAreLost) {
  play("queue-abandoned");
  EXPECT_THAT(window_of(1), HasSubstr(R"("Xivo-Join":"1","Xivo-Link":"0","Xivo-Lost":"1","Xivo-Rate":"","Xivo-Qos":"")"));
  play("queue-timeout");
  play("queue-full-and-leave-empty");
  EXPECT_THAT(window_of(3), HasSubstr(R"("Xivo-Join":"2","Xivo-Link":"0","Xivo-Lost":"2")"));
}

TEST_P(QueueReplayTest, T068_WhoIsRefusedAtTheDoorCountsNowhere) {
  play("queue-joinempty");
  for (int queue = 1; queue <= 6; ++queue)
    EXPECT_THAT(window_of(queue), HasSubstr(R"("Xivo-Join":"0","Xivo-Link":"0","Xivo-Lost":"0")"));
}

TEST_P(QueueReplayTest, T115_ACallThatTheSwitchboardTakesIsAnswered) {
  play("switchboard-answer");
  play("switchboard-retrieve");
  EXPECT_THAT(window_of(5), HasSubstr(R"("Xivo-Join":"1","Xivo-Link":"1","Xivo-Lost":"0")"));
  EXPECT_THAT(window_of(6), HasSubstr(R"("Xivo-Join":"1","Xivo-Link":"1","Xivo-Lost":"0")"));
}

TEST_P(QueueReplayTest, T116_TheStoreIsGivenEachCallThatHasEnded) {
  play("queue-two-callers");
  play("queue-answered");
  std::vector<bool> answered;
  for (auto const& change : house.changes)
    if (auto const* const save = std::get_if<flow::SaveQueueCall>(&change)) answered.push_back(save->call.answered);
  EXPECT_EQ(answered, (std::vector{false, false, true}));
}

TEST_P(QueueReplayTest, T118_TheSummaryIsAskedAtMostOnceASecondAndQueue) {
  auto const asked = [&] { return std::ranges::count(house.actions, "QueueSummary"); };
  auto const before = asked();
  auto const stream = script("queue-answered");
  auto const start = stream.find("Event: AgentConnect");
  auto const connect = stream.substr(start, stream.find("\r\n\r\n", start) + 4 - start);
  for (int i = 0; i < 100; ++i) {
    house.give(flow::AmiBytes{flow::AmiLink::events, connect});
    house.pass(std::chrono::milliseconds(10));
  }
  EXPECT_LE(asked(), before + 1);
  house.pass(std::chrono::seconds(2));
  EXPECT_EQ(asked(), before + 1);
}

}  // namespace
}  // namespace crosspoint::core
