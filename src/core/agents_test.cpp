// Agents log on and off, are paused, belong to queues; and restarts of either side. (telephony 4.8)
#include "core/agents_fixture.h"

namespace crosspoint::core {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST_F(AgentsTest, P138_P139_T146_LogsOnToEachQueueAndTellsTheMembersBeforeTheAgent) {
  say("agentlogin", R"(,"agentids":"xivo/1")");
  EXPECT_THAT(asked(), ElementsAre("QueueAdd Queue=support Interface=PJSIP/1002 MemberName=Agent/2002 StateInterface=PJSIP/1002 "
                                   "Penalty=0 Paused=0",
                                   "QueueAdd Queue=sales Interface=PJSIP/1002 MemberName=Agent/2002 StateInterface=PJSIP/1002 "
                                   "Penalty=0 Paused=0",
                                   "QueueLog Queue=NONE Event=AGENTCALLBACKLOGIN Interface=Agent/2002 Message=1002@default"));
  EXPECT_THAT(take(), IsEmpty());
  tell("QueueMemberAdded", "support");
  EXPECT_THAT(take(), ElementsAre("Agent/2002,support 1 0"));
  tell("QueueMemberAdded", "sales");
  EXPECT_THAT(take(), ElementsAre("Agent/2002,sales 1 0", "available"));
  EXPECT_EQ(stored()->extension, "1002");
  EXPECT_EQ(stored()->paused, (std::map<QueueId, bool>{{support, false}, {sales, false}}));
}

TEST_F(AgentsTest, P141_P142_T146_RefusesAnExtensionInUseAndOneThatDoesNotExist) {
  log_on();
  say("agentlogin", R"(,"agentids":"xivo/2","agentphonenumber":"1002")");
  EXPECT_THAT(take(), ElementsAre("agent_login_exten_in_use"));
  say("agentlogin", R"(,"agentids":"xivo/2","agentphonenumber":"4711")");
  EXPECT_THAT(take(), ElementsAre("agent_login_invalid_exten"));
  say("agentlogin", R"(,"agentids":"xivo/99")");
  EXPECT_THAT(take(), ElementsAre("agent_login_invalid_exten"));
  say("agentlogin");  // she is no agent
  EXPECT_THAT(take(), ElementsAre("agent_login_invalid_exten"));
  say("agentlogout");
  EXPECT_THAT(take(), ElementsAre("agent_login_invalid_exten"));
}

TEST_F(AgentsTest, P143_T077_TheSecondLoginChangesNothing) {
  log_on();
  asked();
  house.pass(std::chrono::seconds(1));
  say("agentlogin", R"(,"agentids":"xivo/1")");
  EXPECT_THAT(take(), IsEmpty());
  EXPECT_THAT(asked(), IsEmpty());
}

TEST_F(AgentsTest, P144_T148_T152_LogsOffFromEveryQueue) {
  log_on();
  tell("QueueMemberPause", "sales", "Status: 1\r\nPaused: 1\r\n");
  house.pass(std::chrono::seconds(90));
  take(), asked();
  house.exchange_says = {{"QueueRemove Queue=sales", refusal("Unable to remove interface: Not there")}};
  say("agentlogout", R"(,"agentids":"xivo/1")");
  auto const all = asked();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_THAT(all[0], AllOf(HasSubstr("Event=AGENTCALLBACKLOGOFF Interface=Agent/2002 Message=1002@default|9"),
                            HasSubstr("|CommandLogoff")));
  EXPECT_EQ(all[1], "QueuePause Queue=sales Interface=PJSIP/1002 Paused=0");
  EXPECT_EQ(all[2], "QueueRemove Queue=support Interface=PJSIP/1002");
  EXPECT_EQ(all[3], "QueueRemove Queue=sales Interface=PJSIP/1002");
  EXPECT_THAT(take(), ElementsAre("Agent/2002,sales 101 0"));
  tell("QueueMemberRemoved", "support");
  EXPECT_THAT(take(), ElementsAre("Agent/2002,support 101 0", "logged_out"));
  EXPECT_EQ(stored(), std::nullopt);
}

TEST_F(AgentsTest, T147_AlreadyThereIsSuccessAndAQueueThatDoesNotExistIsLogged) {
  tell("QueueMemberAdded", "support", "Status: 1\r\nPaused: 1\r\nPenalty: 3\r\n");
  tell("QueueMemberRemoved", "support");
  house.exchange_says = {{"QueueAdd Queue=support", refusal("Unable to add interface: Already there")},
                         {"QueueAdd Queue=sales", refusal("Unable to add interface to queue: No such queue")}};
  asked(), take();
  say("agentlogin", R"(,"agentids":"xivo/1")");
  EXPECT_THAT(agent_news(), ElementsAre("available"));
  EXPECT_THAT(house.logs, Contains(HasSubstr("No such queue")));
  EXPECT_THAT(house.logs, Not(Contains(HasSubstr("Already there"))));
}

TEST_F(AgentsTest, T147_AMemberThatIsThereAlreadyIsBroughtIntoLine) {
  house.exchange_says = {{"QueueAdd Queue=support", refusal("Unable to add interface: Already there")}};
  say("agentlogin", R"(,"agentids":"xivo/1")");
  auto const all = asked();
  EXPECT_THAT(all, Contains("QueuePause Queue=support Interface=PJSIP/1002 Paused=0"));
  EXPECT_THAT(all, Contains("QueuePenalty Queue=support Interface=PJSIP/1002 Penalty=0"));
  tell("QueueMemberAdded", "sales");
  EXPECT_EQ(agent_news(), std::vector<std::string>{"available"});
}

TEST_F(AgentsTest, T145_AnAgentHasItsPenaltyInEachQueueAndANewOneAtOnce) {
  auto all = staff();
  all.queues.at(sales).penalties = {{AgentId{1}, 5}};
  house.give(flow::Configured{all});
  say("agentlogin", R"(,"agentids":"xivo/1")");
  EXPECT_THAT(asked(), AllOf(Contains(AllOf(HasSubstr("QueueAdd Queue=support"), HasSubstr("Penalty=0"))),
                             Contains(AllOf(HasSubstr("QueueAdd Queue=sales"), HasSubstr("Penalty=5")))));
  all.queues.at(sales).penalties = {};
  all.queues.at(support).penalties = {{AgentId{1}, 2}, {AgentId{2}, 3}};
  house.give(flow::Configured{all});
  EXPECT_THAT(asked(), ElementsAre("QueuePenalty Queue=support Interface=PJSIP/1002 Penalty=2",
                                   "QueuePenalty Queue=sales Interface=PJSIP/1002 Penalty=0"));
}

TEST_F(AgentsTest, P144_ALogOnWhileTheLogOffIsOnItsWayFollowsIt) {
  log_on();
  say("agentlogout", R"(,"agentids":"xivo/1")");
  say("agentlogin", R"(,"agentids":"xivo/1")");
  asked();
  tell("QueueMemberRemoved", "support");
  EXPECT_THAT(asked(), IsEmpty());
  tell("QueueMemberRemoved", "sales");
  EXPECT_EQ(agent_news(), std::vector<std::string>{"logged_out"});
  EXPECT_THAT(asked(), Contains(HasSubstr("QueueAdd Queue=support")));
  tell("QueueMemberAdded", "support");
  tell("QueueMemberAdded", "sales");
  EXPECT_EQ(agent_news(), std::vector<std::string>{"available"});
}

TEST_F(AgentsTest, P149_P151_T150_T151_PausesInOneQueueAndTellsEachPauseOnce) {
  log_on(), asked();
  say("queuepause", R"(,"member":"agent:xivo/1","queue":"queue:xivo/1")");
  EXPECT_THAT(asked(), ElementsAre("QueuePause Queue=support Interface=PJSIP/1002 Paused=1"));
  tell("QueueMemberPause", "support", "Status: 1\r\nPaused: 1\r\n");
  EXPECT_THAT(take(), ElementsAre("Agent/2002,support 1 1"));
  tell("QueueMemberPause", "support", "Status: 1\r\nPaused: 1\r\n");
  EXPECT_THAT(take(), IsEmpty());
  say("queueunpause", R"(,"member":"agent:xivo/1","queue":"queue:xivo/1")");
  EXPECT_THAT(asked(), ElementsAre("QueuePause Queue=support Interface=PJSIP/1002 Paused=0"));
}

TEST_F(AgentsTest, P150_P152_T085_IsUnavailableOncePausedInAllQueues) {
  log_on(), asked();
  say("queuepause", R"(,"member":"agent:xivo/1","queue":"queue:xivo/all")");
  EXPECT_THAT(asked(), ElementsAre("QueuePause Interface=PJSIP/1002 Paused=1"));
  tell("QueueMemberPause", "support", "Status: 1\r\nPaused: 1\r\n");
  EXPECT_THAT(take(), ElementsAre("Agent/2002,support 1 1"));
  tell("QueueMemberPause", "sales", "Status: 1\r\nPaused: 1\r\n");
  EXPECT_THAT(take(), ElementsAre("Agent/2002,sales 1 1", "unavailable"));
  EXPECT_EQ(stored()->paused, (std::map<QueueId, bool>{{support, true}, {sales, true}}));
  tell("QueueMemberPause", "support", "Status: 1\r\nPaused: 0\r\n");
  EXPECT_THAT(take(), ElementsAre("Agent/2002,support 1 0", "available"));
}

TEST_F(AgentsTest, T094_T095_ALogOnAndAPauseAreStoredBeforeTheExchangeHearsOfThem) {
  house.store_answers = false;
  say("agentlogin", R"(,"agentids":"xivo/1")");
  EXPECT_THAT(asked(), IsEmpty());
  house.give(flow::Stored{house.last_store, true});
  EXPECT_THAT(asked(), Contains(HasSubstr("QueueAdd Queue=support")));
  tell("QueueMemberAdded", "support");
  tell("QueueMemberAdded", "sales");
  say("queuepause", R"(,"member":"agent:xivo/1","queue":"queue:xivo/1")");
  EXPECT_THAT(asked(), IsEmpty());
  house.give(flow::Stored{house.last_store, true});
  EXPECT_THAT(asked(), ElementsAre("QueuePause Queue=support Interface=PJSIP/1002 Paused=1"));
}

TEST_F(AgentsTest, T150_SaysNothingForAnAgentWhoIsNotLoggedOn) {
  say("queuepause", R"(,"member":"agent:xivo/1","queue":"queue:xivo/all")");
  say("queuepause", R"(,"member":"agent:xivo/1","queue":"queue:xivo/1")");
  say("queuepause", R"(,"member":"agent:xivo/99","queue":"queue:xivo/1")");
  EXPECT_THAT(take(), IsEmpty());
  EXPECT_THAT(asked(), IsEmpty());
}

TEST_F(AgentsTest, P147_P148_T149_AnAgentWhoIsLoggedOnTakesCallsOfItsNewQueueAtOnce) {
  log_on(), asked();
  say("queueadd", R"(,"member":"agent:xivo/1","queue":"queue:xivo/3")");
  EXPECT_THAT(take(), ElementsAre("addconfig Agent/2002,strict")) << "and the agent once the exchange has done it";
  EXPECT_THAT(asked(), ElementsAre(HasSubstr("QueueAdd Queue=strict Interface=PJSIP/1002")));
  tell("QueueMemberAdded", "strict");
  EXPECT_THAT(take(), ElementsAre("Agent/2002,strict 1 0", "available"));
  say("queueremove", R"(,"member":"agent:xivo/1","queue":"queue:xivo/3")");
  EXPECT_THAT(take(), ElementsAre("delconfig Agent/2002,strict", "available"));
  EXPECT_THAT(asked(), ElementsAre("QueueRemove Queue=strict Interface=PJSIP/1002"));
  tell("QueueMemberRemoved", "strict");
  EXPECT_THAT(take(), IsEmpty());
  for (auto const* const queue : {"queue:xivo/all", "queue:xivo/99"})
    say("queueadd", R"(,"member":"agent:xivo/1","queue":")" + std::string(queue) + "\"");
  EXPECT_THAT(take(), IsEmpty());
}

TEST_F(AgentsTest, P146_T143_T144_TheSupervisorsPhoneHearsTheAgent) {
  log_on(), asked();
  say("listen", R"(,"subcommand":"start","destination":"xivo/1")");
  auto const all = asked();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(
      all[0],
      R"(Originate Channel=PJSIP/1001 Application=ChanSpy Data=PJSIP/1002-,bdqs CallerID="Listen" <1002> Timeout=30000 Async=true)");
  say("listen", R"(,"subcommand":"start","destination":"xivo/2")");
  EXPECT_THAT(asked(), IsEmpty());
  EXPECT_THAT(take(), IsEmpty());
}

TEST_F(AgentsTest, T095_IsKnownAgainAfterARestartOfTheServer) {
  log_on();
  auto const login = *stored();
  House other;
  other.exchange_is_there = false;
  other.give(flow::Configured{staff()});
  other.give(flow::LoginsLoaded{{login}});
  other.log_in(alice, "1001");
  other.say(alice, R"({"class":"getlist","function":"updatestatus","listname":"agents","tid":"1","tipbxid":"xivo"})");
  EXPECT_THAT(other.lines, ElementsAre(AllOf(HasSubstr(R"("availability":"available")"), HasSubstr(R"("phonenumber":"1002")"))));
}

TEST_F(AgentsTest, T094_IsAddedAgainWithItsPausesAfterARestartOfTheExchange) {
  log_on();
  tell("QueueMemberPause", "sales", "Status: 1\r\nPaused: 1\r\n");
  take(), asked();
  house.started = "17:00:00";
  reconnect();
  EXPECT_THAT(asked(), ElementsAre(AllOf(HasSubstr("QueueAdd Queue=support"), HasSubstr("Paused=0")),
                                   AllOf(HasSubstr("QueueAdd Queue=sales"), HasSubstr("Paused=1"))));
  EXPECT_THAT(agent_news(), IsEmpty()) << "it has been available all the time";
  EXPECT_EQ(stored()->exchange, "2026-11-23 17:00:00");
}

TEST_F(AgentsTest, T094_MembersThatTheExchangeHasKeptAreLeftAlone) {
  log_on(), asked();
  house.started = "17:00:00";
  house.queue_members = {listed("support", "Status: 1\r\nPaused: 1\r\n"), listed("sales", "Status: 1\r\nPaused: 1\r\n")};
  reconnect();
  EXPECT_THAT(asked(), IsEmpty());
  EXPECT_EQ(agent_news(), std::vector<std::string>{"unavailable"});
}

TEST_F(AgentsTest, T096_WhoeverRemovesAMemberIsBelieved) {
  log_on();
  tell("QueueMemberRemoved", "sales");
  EXPECT_THAT(agent_news(), IsEmpty());
  EXPECT_EQ(stored()->paused, (std::map<QueueId, bool>{{support, false}}));
  tell("QueueMemberRemoved", "support");
  EXPECT_EQ(agent_news(), std::vector<std::string>{"logged_out"});
  EXPECT_EQ(stored(), std::nullopt);
}

TEST_F(AgentsTest, T096_AlsoWhileThereWasNoLink) {
  log_on(), asked();
  reconnect();  // the same exchange, without its members
  EXPECT_EQ(agent_news(), std::vector<std::string>{"logged_out"});
  EXPECT_THAT(asked(), IsEmpty());
  EXPECT_EQ(stored(), std::nullopt);
}

TEST_F(AgentsTest, T095_AMemberThatTheStoreDoesNotKnowIsLoggedOnAtItsPhone) {
  house.queue_members = {listed("sales", "Status: 1\r\nPaused: 1\r\n")};
  reconnect();
  EXPECT_EQ(agent_news(), std::vector<std::string>{"unavailable"});
  EXPECT_EQ(stored()->extension, "1002");
  EXPECT_EQ(stored()->paused, (std::map<QueueId, bool>{{sales, true}}));
}

TEST_F(AgentsTest, ALogOnThatTheLinkHasCutShortIsCarriedOutWhenItIsBack) {
  house.exchange_says.clear();
  house.say(alice, R"({"class":"ipbxcommand","command":"agentlogin","agentids":"xivo/1"})");
  house.give(flow::AmiClosed{flow::AmiLink::events, "reset"});
  house.pass(std::chrono::seconds(4));
  EXPECT_THAT(asked(), Contains(HasSubstr("QueueAdd Queue=support")));
  tell("QueueMemberAdded", "support");
  tell("QueueMemberAdded", "sales");
  EXPECT_EQ(agent_news(), std::vector<std::string>{"available"});
}

TEST_F(AgentsTest, T074_EachMemberIsToldOncePerState) {
  log_on();
  for (int time = 0; time < 3; ++time)
    for (auto const* const queue : {"support", "sales"}) tell("QueueMemberStatus", queue, "Status: 6\r\nPaused: 0\r\n");
  EXPECT_THAT(take(), ElementsAre("Agent/2002,support 6 0", "Agent/2002,sales 6 0"));
}

}  // namespace
}  // namespace crosspoint::core
