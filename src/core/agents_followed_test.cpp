// Members that come, go and stay otherwise than was asked for: reloads without a word, several interfaces of one agent, members
// that others have written. (telephony 1.7, 2.8, 4.8)
#include "core/agents_fixture.h"

namespace crosspoint::core {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using News = std::vector<std::string>;

struct AgentsFollowed : AgentsTest {
  void log_off() { say("agentlogout", R"(,"agentids":"xivo/1")"); }

  void log_on_again() {
    say("agentlogin", R"(,"agentids":"xivo/1")");
    for (auto const* const queue : {"support", "sales"}) tell("QueueMemberAdded", queue);
  }

  /// A member of the agent's name at the phone of somebody else.
  void tell_other(std::string const& event, std::string const& queue, std::string const& more = "Status: 1\r\nPaused: 0\r\n") {
    house.give(flow::AmiBytes{flow::AmiLink::events, "Event: " + event + "\r\nQueue: " + queue +
                                                         "\r\nMemberName: Agent/2002\r\nInterface: PJSIP/1003\r\n"
                                                         "StateInterface: PJSIP/1003\r\nMembership: dynamic\r\n" +
                                                         more + "\r\n"});
  }
};

// ---- reloads

TEST_F(AgentsFollowed, T152_AMemberThatAReloadHasTakenAwayIsGoneWhenTheExchangeSaysNotThere) {
  log_on();
  house.exchange_says = {{"QueueRemove Queue=support", refusal("Unable to remove interface: Not there")}};
  log_off();
  EXPECT_THAT(take(), ElementsAre("Agent/2002,support 101 0"));
  tell("QueueMemberRemoved", "sales");
  EXPECT_EQ(agent_news(), News{"logged_out"});
  log_on_again();
  EXPECT_EQ(agent_news(), News{"available"});
}

TEST_F(AgentsFollowed, T152_AQueueThatIsThereNoMoreHasNoMembers) {
  log_on();
  house.exchange_says = {{"QueueRemove Queue=support", refusal("Unable to remove interface from queue: No such queue")}};
  log_off();
  tell("QueueMemberRemoved", "sales");
  EXPECT_EQ(agent_news(), News{"logged_out"});
  EXPECT_EQ(stored(), std::nullopt);
}

TEST_F(AgentsFollowed, T146_AMemberThatLooksAsItDidBeforeCompletesALogOn) {
  log_on();
  // A reload has taken both away without a word and brought the queues back; the exchange itself removes nothing.
  house.give(flow::AmiClosed{flow::AmiLink::events, "reset"});
  house.queue_members = {listed("support"), listed("sales")};
  house.pass(std::chrono::minutes(1));
  take();
  house.exchange_says = {{"QueueRemove", refusal("Unable to remove interface: Not there")}};
  log_off();
  EXPECT_EQ(agent_news(), News{"logged_out"});
  log_on_again();
  EXPECT_EQ(agent_news(), News{"available"});
}

TEST_F(AgentsFollowed, T152_TheEndOfAMemberThatWasNotKnownCompletesALogOff) {
  say("agentlogin", R"(,"agentids":"xivo/1")");
  log_off();
  tell("QueueMemberRemoved", "support");
  tell("QueueMemberRemoved", "sales");
  take();
  EXPECT_EQ(stored(), std::nullopt);
  log_on_again();
  EXPECT_EQ(agent_news(), News{"available"});
}

TEST_F(AgentsFollowed, P138_ALogOnThatTheExchangeNeverTellsOfIsGivenUp) {
  say("agentlogin", R"(,"agentids":"xivo/1")");
  tell("QueueMemberAdded", "sales");
  EXPECT_THAT(agent_news(), IsEmpty()) << "support may come";
  house.pass(std::chrono::seconds(6));
  EXPECT_EQ(agent_news(), (News{"service_unavailable", "available"}));
  EXPECT_THAT(house.logs, Contains(HasSubstr("agent 1 cannot take calls of queue 1")));
  EXPECT_EQ(stored()->paused, (std::map<QueueId, bool>{{sales, false}}));
  log_off();
  tell("QueueMemberRemoved", "sales");
  EXPECT_EQ(agent_news(), News{"logged_out"});
}

TEST_F(AgentsFollowed, P144_ALogOffThatTheExchangeNeverTellsOfLeavesTheAgentAsItsMembersAre) {
  log_on();
  log_off();
  tell("QueueMemberRemoved", "support");
  house.pass(std::chrono::seconds(6));
  EXPECT_EQ(stored()->paused, (std::map<QueueId, bool>{{sales, false}}));
  log_off();
  tell("QueueMemberRemoved", "sales");
  EXPECT_EQ(agent_news(), News{"logged_out"});
}

TEST_F(AgentsFollowed, P144_WhomQueuesConfMakesAMemberStaysLoggedOn) {
  log_on();
  auto as_static = member("support");
  as_static.replace(as_static.find("dynamic"), 7, "static");
  house.give(flow::AmiBytes{flow::AmiLink::events, "Event: QueueMemberStatus\r\n" + as_static + "\r\n"});
  house.queue_members = {listed("support")};
  house.exchange_says = {{"QueueRemove Queue=support", refusal("Unable to remove interface: Not there")}};
  log_off();
  tell("QueueMemberRemoved", "sales");
  house.pass(std::chrono::seconds(1));
  EXPECT_THAT(house.logs, Contains(HasSubstr("agent 1 stays logged on")));
  EXPECT_EQ(stored()->paused, (std::map<QueueId, bool>{{support, false}}));
  log_on_again();
  EXPECT_THAT(agent_news(), Not(Contains("logged_out")));
}

TEST_F(AgentsFollowed, T026_AQueueThatComesWithoutAWordIsReadAtOnce) {
  log_on();
  asked();
  house.asked.clear();
  house.queue_members = {listed("sales")};
  house.give(
      flow::AmiBytes{flow::AmiLink::events, "Event: DeviceStateChange\r\nDevice: Queue:new_avail\r\nState: INUSE\r\n\r\n"});
  house.pass(std::chrono::seconds(1));
  EXPECT_THAT(house.asked, Contains("QueueStatus"));
  EXPECT_THAT(take(), ElementsAre("Agent/2002,support 101 0"));
  EXPECT_EQ(stored()->paused, (std::map<QueueId, bool>{{sales, false}}));
}

TEST_F(AgentsFollowed, T026_ANewMemberOfQueuesConfIsReadAtOnceAndOneThatAnEventTellsIsNot) {
  log_on();
  house.asked.clear();
  auto const pause_of = [&](std::string const& phone) {
    house.give(flow::AmiBytes{flow::AmiLink::events, "Event: DeviceStateChange\r\nDevice: Queue:support_pause_PJSIP/" + phone +
                                                         "\r\nState: NOT_INUSE\r\n\r\n"});
  };
  pause_of("1003");
  tell_other("QueueMemberAdded", "support");
  house.pass(std::chrono::seconds(1));
  EXPECT_THAT(house.asked, Not(Contains(HasSubstr("QueueStatus"))));
  pause_of("1005");
  house.pass(std::chrono::seconds(1));
  EXPECT_THAT(house.asked, Contains("QueueStatus Queue=support"));
}

TEST_F(AgentsFollowed, T017_QueuesGoWithTheirModuleAndComeBackWithIt) {
  log_on();
  auto const module = [&](std::string const& event) {
    house.give(flow::AmiBytes{flow::AmiLink::events, "Event: " + event + "\r\nModule: app_queue.so\r\nStatus: Success\r\n\r\n"});
    house.pass(std::chrono::seconds(1));
  };
  house.exchange_says = {{"QueueStatus", refusal("Invalid/unknown command: QueueStatus. Use Action: ListCommands")}};
  module("Unload");
  EXPECT_EQ(agent_news(), News{"logged_out"});
  house.exchange_says.clear();
  house.queue_members = {listed("sales")};
  module("Load");
  EXPECT_EQ(agent_news(), News{"available"});
}

// ---- members are known by their interfaces

TEST_F(AgentsFollowed, T152_AnAgentAtTwoInterfacesLeavesBothBeforeItIsLoggedOff) {
  log_on();
  tell_other("QueueMemberAdded", "support");
  take(), asked();
  log_off();
  EXPECT_THAT(asked(), AllOf(Contains("QueueRemove Queue=support Interface=PJSIP/1002"),
                             Contains("QueueRemove Queue=support Interface=PJSIP/1003"),
                             Contains("QueueRemove Queue=sales Interface=PJSIP/1002")));
  tell("QueueMemberRemoved", "sales");
  tell("QueueMemberRemoved", "support");
  EXPECT_THAT(agent_news(), IsEmpty());
  tell_other("QueueMemberRemoved", "support");
  EXPECT_EQ(agent_news(), News{"logged_out"});
  tell_other("QueueMemberStatus", "strict");
  EXPECT_EQ(stored()->paused.size(), 1U) << "somebody has made it a member elsewhere";
}

TEST_F(AgentsFollowed, T152_WhoIsMadeAMemberElsewhereWhileItLeavesLeavesThereToo) {
  log_on();
  log_off();
  asked();
  tell_other("QueueMemberAdded", "support");
  tell_other("QueueMemberAdded", "strict");
  tell_other("QueueMemberStatus", "strict", "Status: 2\r\nPaused: 0\r\n");
  EXPECT_THAT(asked(),
              ElementsAre("QueueRemove Queue=support Interface=PJSIP/1003", "QueueRemove Queue=strict Interface=PJSIP/1003"));
  for (auto const* const queue : {"support", "sales"}) tell("QueueMemberRemoved", queue);
  tell_other("QueueMemberRemoved", "support");
  EXPECT_THAT(agent_news(), IsEmpty());
  tell_other("QueueMemberRemoved", "strict");
  EXPECT_EQ(agent_news(), News{"logged_out"});
}

TEST_F(AgentsFollowed, T150_APauseAndAPenaltyAreForAllInterfaces) {
  log_on();
  tell_other("QueueMemberAdded", "support");
  asked(), take();
  say("queuepause", R"(,"member":"agent:xivo/1","queue":"queue:xivo/1")");
  EXPECT_THAT(asked(), ElementsAre("QueuePause Queue=support Interface=PJSIP/1002 Paused=1",
                                   "QueuePause Queue=support Interface=PJSIP/1003 Paused=1"));
  tell("QueueMemberPause", "support", "Status: 1\r\nPaused: 1\r\n");
  EXPECT_THAT(take(), ElementsAre("Agent/2002,support 1 0")) << "the other one takes calls";
  tell_other("QueueMemberPause", "support", "Status: 1\r\nPaused: 1\r\n");
  EXPECT_THAT(take(), ElementsAre("Agent/2002,support 1 1"));
  auto all = staff();
  all.queues.at(support).penalties = {{AgentId{1}, 2}};
  house.give(flow::Configured{all});
  EXPECT_THAT(asked(), ElementsAre("QueuePenalty Queue=support Interface=PJSIP/1002 Penalty=2",
                                   "QueuePenalty Queue=support Interface=PJSIP/1003 Penalty=2"));
}

TEST_F(AgentsFollowed, T096_AnAgentStaysWhileOneOfItsInterfacesDoes) {
  log_on();
  tell_other("QueueMemberAdded", "support");
  tell("QueueMemberRemoved", "support");
  tell("QueueMemberRemoved", "sales");
  EXPECT_THAT(agent_news(), Not(Contains("logged_out")));
  EXPECT_EQ(stored()->paused, (std::map<QueueId, bool>{{support, false}}));
}

// ---- names

TEST_F(AgentsFollowed, T146_AQueueIsTheSameHoweverItsNameIsWritten) {
  auto all = staff();
  all.queues.at(support).name = "Support";
  all.queues.at(sales).name = "SALES";
  house.give(flow::Configured{all});
  log_on_again();
  EXPECT_THAT(take(), AllOf(Contains("Agent/2002,Support 1 0"), Contains("Agent/2002,SALES 1 0"), Contains("available")));
  EXPECT_EQ(stored()->paused, (std::map<QueueId, bool>{{support, false}, {sales, false}}));
}

TEST_F(AgentsFollowed, T095_AMemberBehindADialplanIsLoggedOnAtTheLineItLeadsTo) {
  house.give(
      flow::AmiBytes{flow::AmiLink::events,
                     "Event: QueueMemberAdded\r\nQueue: support\r\nMemberName: Agent/2002\r\nInterface: "
                     "Local/1002@from-queue/n\r\nStateInterface: hint:1002@ext-local\r\nMembership: dynamic\r\nStatus: 1\r\n"
                     "Paused: 0\r\n\r\n"});
  EXPECT_EQ(agent_news(), News{"available"});
  EXPECT_EQ(stored()->device, "PJSIP/1002");
  EXPECT_EQ(stored()->extension, "1002");
  asked();
  log_off();
  EXPECT_THAT(asked(), Contains("QueueRemove Queue=support Interface=Local/1002@from-queue/n"));
}

// ---- an agent is moved

TEST_F(AgentsFollowed, P147_P148_WhoMovesFromItsOnlyQueueToAnotherStaysLoggedOn) {
  auto all = staff();
  all.queues.at(sales).agents = {};
  house.give(flow::Configured{all});
  say("agentlogin", R"(,"agentids":"xivo/1")");
  tell("QueueMemberAdded", "support");
  take();
  say("queueremove", R"(,"member":"agent:xivo/1","queue":"queue:xivo/1")");
  tell("QueueMemberRemoved", "support");
  EXPECT_THAT(agent_news(), Not(Contains("logged_out")));
  say("queueadd", R"(,"member":"agent:xivo/1","queue":"queue:xivo/2")");
  tell("QueueMemberAdded", "sales");
  EXPECT_EQ(agent_news(), News{"available"});
}

}  // namespace
}  // namespace crosspoint::core
