#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct AgentLogout : CommandFixture {
  std::string log_off(std::string const& more) {
    return ask(R"({"class":"ipbxcommand","command":"agentlogout","commandid":5)" + more + "}");
  }
};

TEST_F(AgentLogout, P145_NeedsAnAgent) {
  std::string const refused = R"({"class":"ipbxcommand","error_string":"agent_login_invalid_exten","replyid":5})";
  EXPECT_EQ(log_off(R"(,"agentids":"xivo/99")"), refused);
  directory.users.at(UserId{1}).agent.reset();
  EXPECT_EQ(log_off(""), refused);
}

TEST_F(AgentLogout, IsForWhoMayAndNeedsALinkToTheExchange) {
  EXPECT_EQ(log_off(""), "");
  rights.push_back(directory::Right::own_agent);
  EXPECT_EQ(log_off(""), R"({"class":"ipbxcommand","error_string":"service_unavailable","replyid":5})");
}

}  // namespace
}  // namespace crosspoint::cti
