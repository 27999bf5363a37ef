// What recorded calls of real exchanges make of an agent. (telephony 2.9)
#include "core/agents_fixture.h"

namespace crosspoint::core {
namespace {

struct AgentCalls : AgentsTest, testing::WithParamInterface<char const*> {
  AgentCalls() { log_on(); }

  static std::string script(std::string const& name) {
    return House::read_file(std::string(CROSSPOINT_SOURCE_DIR) + "/tests/transcripts/" + GetParam() + name + ".ami");
  }

  /// Up to the first event of that name that comes after the first `after`.
  static std::string until(std::string const& stream, std::string const& name, std::string const& after = "") {
    return stream.substr(0, stream.find("Event: " + name, stream.find("Event: " + after)));
  }

  std::vector<std::string> news_of(std::string const& stream) {
    EXPECT_FALSE(stream.empty());
    house.replay(stream);
    house.pass(std::chrono::seconds(3));
    return agent_news();
  }
};
INSTANTIATE_TEST_SUITE_P(Asterisk, AgentCalls, testing::Values("", "v22/"),
                         [](auto const& version) { return std::string(*version.param ? "22" : "16"); });

using News = std::vector<std::string>;

TEST_P(AgentCalls, P155_T078_ACallOfAQueueMakesUnavailableAndNothingElse) {
  EXPECT_EQ(news_of(script("queue-answered")), (News{"unavailable on_call_acd", "available"}));
  EXPECT_EQ(news_of(script("queue-answered-caller-hangs-up")), (News{"unavailable on_call_acd", "available"}));
}

TEST_P(AgentCalls, T079_EndsWithATransferByThePhone) {
  auto const stream = script("queue-agent-transfers");
  EXPECT_EQ(news_of(until(stream, "HangupRequest")), (News{"unavailable on_call_acd", "available"})) << "the caller goes on";
}

TEST_P(AgentCalls, T079_T081_EndsWithTheLegWhenAsteriskSaysNoMore) {
  EXPECT_EQ(news_of(script("queue-agent-transfers-native")), (News{"unavailable on_call_acd", "available"}));
}

TEST_P(AgentCalls, T079_T080_APhoneThatIsUpIsBusyWhenTheCallerHasBeenTakenAway) {
  // All but the end of the caller, and without the end of the leg: it is up and talks to nobody.
  auto const stream = script("queue-agent-transfers-native");
  auto const taken_away = until(stream, "Newchannel", "BridgeLeave");
  EXPECT_EQ(news_of(taken_away), News{"unavailable on_call_acd"});
  EXPECT_EQ(news_of(stream.substr(taken_away.size())), News{"available"});
}

TEST_P(AgentCalls, T093_NotAnsweringChangesNothing) {
  EXPECT_EQ(news_of(script("queue-agent-declines")), (News{"unavailable on_call_acd", "available"}));
}

TEST_P(AgentCalls, P154_T086_ACallFromAUserIsIncomingAndInternal) {
  auto const stream = script("call-internal-answered");
  auto const call = until(stream, "HangupRequest");
  EXPECT_EQ(news_of(call), News{"on_call_nonacd_incoming_internal on_call_nonacd"});
  EXPECT_EQ(news_of(stream.substr(call.size())), News{"available"});
}

TEST_P(AgentCalls, P154_T087_ACallFromTheTrunkIsIncomingAndExternal) {
  EXPECT_EQ(news_of(until(script("call-incoming-did"), "HangupRequest")),
            News{"on_call_nonacd_incoming_external on_call_nonacd"});
}

TEST_P(AgentCalls, P154_T088_ACallToAServiceIsOutgoingAndInternal) {
  EXPECT_EQ(news_of(until(script("voicemail-consulted"), "Hangup")), News{"on_call_nonacd_outgoing_internal on_call_nonacd"});
}

TEST_P(AgentCalls, T090_RingingAloneChangesNothing) { EXPECT_EQ(news_of(script("call-internal-missed")), News{}); }

TEST_P(AgentCalls, T091_AnOwnCallIsShownRatherThanAPause) {
  for (auto const* const queue : {"support", "sales"}) tell("QueueMemberPause", queue, "Status: 1\r\nPaused: 1\r\n");
  EXPECT_EQ(agent_news(), News{"unavailable"});
  EXPECT_EQ(news_of(until(script("call-internal-answered"), "HangupRequest")),
            News{"on_call_nonacd_incoming_internal on_call_nonacd"});
}

TEST_P(AgentCalls, T092_OfTwoCallsOneEnds) {
  auto const stream = script("hint-states-two-calls");
  EXPECT_EQ(news_of(until(stream, "Hangup\r\n")), News{"on_call_nonacd_incoming_internal on_call_nonacd"});
  house.replay(std::string_view(stream).substr(stream.find("Event: Hangup\r\n"), 400));
  EXPECT_EQ(agent_news(), News{});
}

struct WrapUp : AgentCalls {
  WrapUp() {
    house.queue_members = {listed("support")};
    house.queue_config = "wrapuptime=3";
    reconnect();
    // The agent's last call of the recording ends at 1795452754.
    house.pass(Time(std::chrono::seconds(1'795'452'752)) - house.now);
    agent_news();
  }
};
INSTANTIATE_TEST_SUITE_P(Asterisk16, WrapUp, testing::Values(""));

TEST_P(WrapUp, T082_LastsUntilTheLastCallPlusItsTime) {
  house.replay(until(script("agent-wrapup"), "QueueMemberStatus", "AgentComplete"));
  EXPECT_EQ(agent_news(), (News{"unavailable on_call_acd", "unavailable on_wrapup"}));
  house.replay(
      script("agent-wrapup")
          .substr(script("agent-wrapup").find("Event: QueueMemberStatus", script("agent-wrapup").find("Event: AgentComplete")),
                  380));
  EXPECT_EQ(agent_news(), News{});
  house.pass(Time(std::chrono::seconds(1'795'452'757)) - house.now - std::chrono::milliseconds(1));
  EXPECT_EQ(agent_news(), News{});
  house.pass(std::chrono::milliseconds(1));
  EXPECT_EQ(agent_news(), News{"available"});
}

TEST_P(WrapUp, T084_ALogOffEndsIt) {
  house.replay(until(script("agent-wrapup"), "QueueMemberStatus", "AgentComplete"));
  agent_news();
  say("agentlogout", R"(,"agentids":"xivo/1")");
  tell("QueueMemberRemoved", "support");
  EXPECT_EQ(agent_news(), News{"logged_out"});
  log_on();
  house.pass(std::chrono::seconds(10));
  EXPECT_EQ(agent_news(), News{});
}

/// The trunk is what remains of the other party when no line is configured for it.
struct OutgoingCalls : AgentCalls {
  OutgoingCalls() {
    configure();
    tell("QueueMemberRemoved", "support");
    tell("QueueMemberRemoved", "sales");
    say("agentlogin", R"(,"agentids":"xivo/1","agentphonenumber":"1001")");
    for (auto const* const queue : {"support", "sales"})
      house.give(flow::AmiBytes{flow::AmiLink::events, "Event: QueueMemberAdded\r\nQueue: " + std::string(queue) +
                                                           "\r\nMemberName: Agent/2002\r\nInterface: PJSIP/1001\r\n"
                                                           "StateInterface: PJSIP/1001\r\nStatus: 1\r\nPaused: 0\r\n\r\n"});
    agent_news();
  }
};
INSTANTIATE_TEST_SUITE_P(Asterisk, OutgoingCalls, testing::Values("", "v22/"));

TEST_P(OutgoingCalls, P154_T088_ToAUserIsInternal) {
  EXPECT_EQ(news_of(until(script("call-internal-answered"), "HangupRequest")),
            News{"on_call_nonacd_outgoing_internal on_call_nonacd"});
}

TEST_P(OutgoingCalls, P154_T089_ToTheOutsideIsExternal) {
  auto without = staff();
  without.lines.erase(LineId{2});
  without.users.at(UserId{2}).lines.clear();
  house.give(flow::Configured{without});
  EXPECT_EQ(news_of(until(script("call-internal-answered"), "HangupRequest")),
            News{"on_call_nonacd_outgoing_external on_call_nonacd"});
}

}  // namespace
}  // namespace crosspoint::core
