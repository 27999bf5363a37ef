// What recorded streams of real exchanges become in the list of queue members. (telephony 2.8, protocol 6.7)
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/house_fixture.h"

namespace crosspoint::core {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr int many = 10;  ///< queues of the agent

struct MemberReplayTest : testing::TestWithParam<char const*> {
  MemberReplayTest() {
    auto office = House::office();
    office.agents[AgentId{2}] = {.id = AgentId{2}, .number = "2002"};
    office.queues.at(QueueId{1}).agents = {AgentId{2}};
    office.queues.at(QueueId{4}).lines = {LineId{4}};  // "static"
    for (std::int64_t i = 11; i <= 10 + many; ++i)
      office.queues[QueueId{i}] = {.id = QueueId{i}, .name = "queue" + std::to_string(i), .agents = {AgentId{2}}};
    house.give(flow::Configured{std::move(office)});
    house.pass(std::chrono::seconds(1));
    house.log_in(alice, "1001");
  }

  void play(std::string const& name) {
    house.replay(House::read_file(std::string(CROSSPOINT_SOURCE_DIR) + "/tests/transcripts/" + GetParam() + name + ".ami"));
  }

  std::string status_of(std::string const& member) {
    house.lines.clear();
    house.say(alice, R"({"class":"getlist","function":"updatestatus","listname":"queuemembers","tipbxid":"xivo","tid":")" +
                         member + R"("})");
    return house.lines.empty() ? "" : house.lines.front();
  }

  /// The pushes about members, in order.
  std::vector<std::string> pushes() const {
    std::vector<std::string> all;
    for (auto const& line : house.lines)
      if (line.find(R"("listname":"queuemembers")") != line.npos) all.push_back(line.substr(0, line.find(",\"timenow\"")));
    return all;
  }

  House house;
};
INSTANTIATE_TEST_SUITE_P(Asterisk, MemberReplayTest, testing::Values("", "v22/"),
                         [](auto const& version) { return std::string(*version.param ? "22" : "16"); });

TEST_P(MemberReplayTest, T072_T073_AMemberIsListedWithItsNameBeforeAndAfterItsFirstCall) {
  EXPECT_THAT(status_of("Agent/2002,support"),
              HasSubstr(R"("status":{"queue_name":"support","interface":"Agent/2002","membership":"static","status":"101",)"
                        R"("paused":"0","penalty":"0","callstaken":"0","lastcall":""})"));
  EXPECT_THAT(status_of("SIP/1004,static"), HasSubstr(R"("status":"100","paused":"0")"));
  play("queue-answered");
  EXPECT_THAT(status_of("Agent/2002,support"),
              AllOf(HasSubstr(R"("interface":"Agent/2002","membership":"static","status":"1","paused":"0","penalty":"0",)"),
                    testing::ContainsRegex(R"("callstaken":"1","lastcall":"[0-9][0-9]:[0-9][0-9]:[0-9][0-9]")")));
  play("agent-logout");
  EXPECT_THAT(status_of("Agent/2002,support"), HasSubstr(R"("status":"101","paused":"0")"));
}

TEST_P(MemberReplayTest, T074_EachMemberIsToldOnceForEachState) {
  std::string bytes;
  for (auto const* const status : {"1", "6", "6", "2"})
    for (int i = 11; i <= 10 + many; ++i)
      bytes += "Event: QueueMemberStatus\r\nQueue: queue" + std::to_string(i) +
               "\r\nMemberName: Agent/2002\r\nInterface: PJSIP/1002\r\nPaused: 0\r\nStatus: " + status + "\r\n\r\n";
  house.lines.clear();
  house.replay(bytes);
  auto const told = pushes();
  EXPECT_EQ(told.size(), static_cast<std::size_t>(3 * many));
  EXPECT_EQ(std::set(told.begin(), told.end()).size(), told.size());
}

TEST_P(MemberReplayTest, T075_StaticMembersAreThereAndAreNoAgents) {
  play("queue-full-and-leave-empty");
  EXPECT_THAT(status_of("SIP/1004,static"),
              HasSubstr(R"("queue_name":"static","interface":"SIP/1004","membership":"static","status":"1")"));
  house.lines.clear();
  house.say(alice, R"({"class":"getlist","function":"listid","listname":"agents","tipbxid":"xivo"})");
  EXPECT_THAT(house.lines, ElementsAre(HasSubstr(R"("list":["1","2"])")));
}

}  // namespace
}  // namespace crosspoint::core
