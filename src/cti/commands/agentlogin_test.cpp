#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct AgentLogin : CommandFixture {
  AgentLogin() { rights = {directory::Right::own_agent, directory::Right::others_agents}; }

  /// The reply to it with those fields.
  std::string log_on(std::string const& more) {
    return ask(R"({"class":"ipbxcommand","command":"agentlogin","commandid":5)" + more + "}");
  }

  static std::string refused(std::string const& error) {
    return R"({"class":"ipbxcommand","error_string":")" + error + R"(","replyid":5})";
  }
};

TEST_F(AgentLogin, P142_NeedsAnAgentAndAnExtension) {
  EXPECT_EQ(log_on(R"(,"agentids":"xivo/99")"), refused("agent_login_invalid_exten"));
  EXPECT_EQ(log_on(R"(,"agentids":"nonsense")"), refused("agent_login_invalid_exten"));
  EXPECT_EQ(log_on(R"(,"agentphonenumber":"4711")"), refused("agent_login_invalid_exten"));
  EXPECT_EQ(log_on(R"(,"agentphonenumber":"1002")"), refused("agent_login_invalid_exten")) << "Bob's context is another one";
  directory.users.at(UserId{1}).agent.reset();
  EXPECT_EQ(log_on(""), refused("agent_login_invalid_exten"));
  EXPECT_EQ(log_on(R"(,"agentids":"xivo/7")"), refused("agent_login_invalid_exten")) << "nobody's agent has no main extension";
}

TEST_F(AgentLogin, P138_P139_P140_IsUnavailableWithoutALinkToTheExchange) {
  for (auto const* const agent : {"", R"(,"agentids":"")", R"(,"agentids":"agent:special:me")", R"(,"agentids":"xivo/7")"})
    EXPECT_EQ(log_on(agent), refused("service_unavailable")) << agent;
}

TEST_F(AgentLogin, SaysNothingToWhoMayNot) {
  rights = {directory::Right::others_agents};
  EXPECT_EQ(log_on(""), "");
  rights = {directory::Right::own_agent};
  EXPECT_EQ(log_on(""), refused("service_unavailable"));
  directory.users.at(UserId{1}).agent.reset();
  EXPECT_EQ(log_on(R"(,"agentids":"xivo/7")"), "");
}

TEST_F(AgentLogin, P078_DoesNotKnowAgentsOfAnotherContext) {
  scope.context = "branch";
  directory.users.at(UserId{1}).agent.reset();
  EXPECT_EQ(log_on(R"(,"agentids":"xivo/7","agentphonenumber":"1001")"), refused("agent_login_invalid_exten"));
}

TEST_F(AgentLogin, P012_LeavesOutWhatItCannotRead) { EXPECT_EQ(log_on(R"(,"agentids":[7])"), ""); }

}  // namespace
}  // namespace crosspoint::cti
