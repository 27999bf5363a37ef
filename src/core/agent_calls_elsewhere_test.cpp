// Calls of queues that an agent takes elsewhere than at the own phone alone, and phones that stay up. (telephony 2.9)
#include "core/agents_fixture.h"

namespace crosspoint::core {
namespace {

using News = std::vector<std::string>;

/// Agent 2001 with line 1004 in the queues blue and red, as in these recordings.
struct AgentElsewhere : AgentsTest, testing::WithParamInterface<char const*> {
  AgentElsewhere() {
    configure();
    house.lines.clear();
    say("agentlogin", R"(,"agentids":"xivo/1","agentphonenumber":"1004")");
    for (auto const* const queue : {"blue", "red"}) member("QueueMemberAdded", queue, 0);
    house.queue_members = {listed_in_call("blue", 0), listed_in_call("red", 0)};
    agent_news();
  }

  directory::Directory staff() const override {
    auto all = AgentsTest::staff();
    all.agents.at(AgentId{1}).number = "2001";
    all.queues.at(support).name = "blue";
    all.queues.at(sales).name = "red";
    return all;
  }

  static std::string member_lines(std::string const& queue, int in_call) {
    return "Queue: " + queue + "\r\nInterface: PJSIP/1004\r\nStateInterface: PJSIP/1004\r\nMembership: dynamic\r\nInCall: " +
           std::to_string(in_call) + "\r\nStatus: 1\r\nPaused: 0\r\n";
  }
  void member(std::string const& event, std::string const& queue, int in_call, std::string const& more = "") {
    house.give(flow::AmiBytes{flow::AmiLink::events, "Event: " + event + "\r\nMemberName: Agent/2001\r\n" +
                                                         member_lines(queue, in_call) + more + "\r\n"});
  }
  static std::string listed_in_call(std::string const& queue, int in_call) {
    return "Name: Agent/2001\r\nLocation: PJSIP/1004\r\n" + member_lines(queue, in_call);
  }

  /// The recording in two: before and from the first of these events.
  static std::pair<std::string, std::string> cut(std::string const& name, std::string const& event) {
    auto const all = House::read_file(std::string(CROSSPOINT_SOURCE_DIR) + "/tests/transcripts/" + GetParam() + name + ".ami");
    auto const at = all.find("Event: " + event);
    EXPECT_NE(at, std::string::npos);
    return {all.substr(0, at), all.substr(at)};
  }

  /// One message out of a recording.
  static std::string first(std::string const& stream, std::string const& event) {
    auto const at = stream.find("Event: " + event);
    return stream.substr(at, stream.find("\r\n\r\n", at) + 4 - at);
  }
};
INSTANTIATE_TEST_SUITE_P(Asterisk, AgentElsewhere, testing::Values("", "v22/"),
                         [](auto const& version) { return std::string(*version.param ? "22" : "16"); });

TEST_P(AgentElsewhere, T078_ACallThatThePhoneForwardsElsewhereLastsUntilAgentComplete) {
  auto const [before, after] = cut("queue-agent-forwards", "AgentComplete");
  house.replay(before);
  house.pass(std::chrono::minutes(5));
  EXPECT_EQ(agent_news(), News{"unavailable on_call_acd"});
  house.replay(after);
  house.pass(std::chrono::seconds(3));
  EXPECT_EQ(agent_news(), News{"available"});
}

TEST_P(AgentElsewhere, T082_WrapsUpAfterACallElsewhereInAllQueuesThatShareIt) {
  house.queue_config = "wrapuptime=3";
  auto const ended = std::to_string((house.now.time_since_epoch() + std::chrono::seconds(1)) / std::chrono::seconds(1));
  house.replay(cut("queue-agent-forwards", "AgentComplete").first);
  auto const now_free = "CallsTaken: 1\r\nLastCall: " + ended + "\r\nWrapuptime: 3\r\n";
  house.queue_members = {listed_in_call("blue", 0) + "CallsTaken: 1\r\n", listed_in_call("red", 0) + now_free};
  house.replay(cut("queue-agent-forwards", "AgentComplete").second);
  house.pass(std::chrono::seconds(2));
  EXPECT_EQ(agent_news().back(), "unavailable on_wrapup") << "nothing but the list tells it";
}

TEST_P(AgentElsewhere, T079_ACallElsewhereEndsWithItsCallerWhenAgentCompleteIsMissing) {
  auto const [before, after] = cut("queue-agent-forwards", "AgentComplete");
  house.replay(before);
  house.replay(after.substr(first(after, "AgentComplete").size()));
  EXPECT_EQ(agent_news(), (News{"unavailable on_call_acd", "available"}));
}

TEST_P(AgentElsewhere, T081_ACallElsewhereEndsWhenAsteriskHasCountedIt) {
  house.replay(cut("queue-agent-forwards", "AgentComplete").first);
  member("QueueMemberStatus", "blue", 0);
  EXPECT_EQ(agent_news(), News{"unavailable on_call_acd"}) << "this event was on its way";
  member("QueueMemberStatus", "blue", 0, "CallsTaken: 1\r\n");
  EXPECT_EQ(agent_news(), News{"available"});
}

TEST_P(AgentElsewhere, T080_IsBusyInAConferenceUntilItsPhoneIsFree) {
  auto const [before, after] = cut("queue-agent-into-conference", "AgentComplete");
  house.replay(before);
  house.pass(std::chrono::minutes(5));
  EXPECT_EQ(agent_news(), News{"unavailable on_call_acd"});
  house.replay(first(after, "AgentComplete"));
  house.pass(std::chrono::seconds(2));
  EXPECT_EQ(agent_news(), News{"on_call_nonacd_incoming_internal on_call_nonacd"}) << "the call is over, the phone is up";
  house.replay(first(after, "Hangup\r\n"));
  EXPECT_EQ(agent_news(), News{"available"});
}

TEST_P(AgentElsewhere, T081_AfterALostLinkAsteriskSaysWhoIsInACall) {
  house.replay(cut("queue-agent-forwards", "AgentComplete").first);
  agent_news();
  reconnect();
  EXPECT_EQ(agent_news(), News{"available"}) << "it has ended while there was no link";
  house.queue_members = {listed_in_call("blue", 1), listed_in_call("red", 0)};
  reconnect();
  EXPECT_EQ(agent_news(), News{"unavailable on_call_acd"}) << "it began while there was no link";
  member("QueueMemberStatus", "blue", 0);
  EXPECT_EQ(agent_news(), News{"available"});
}

}  // namespace
}  // namespace crosspoint::core
