#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using HoldSwitchboard = CommandFixture;

TEST_F(HoldSwitchboard, P136_IsRefusedWithoutTheRightAndUnavailableWithoutALink) {
  EXPECT_EQ(ask(R"({"class":"hold_switchboard","commandid":5,"queue_name":"blue"})"),
            R"({"class":"ipbxcommand","error_string":"transfer_unauthorized","replyid":5})");
  rights.push_back(directory::Right::switchboard);
  EXPECT_EQ(ask(R"({"class":"hold_switchboard","commandid":5,"queue_name":"blue"})"),
            R"({"class":"ipbxcommand","error_string":"service_unavailable","replyid":5})");
}

TEST_F(HoldSwitchboard, P012_IsLeftOutWithoutItsField) {
  rights.push_back(directory::Right::switchboard);
  EXPECT_EQ(ask(R"({"class":"hold_switchboard"})"), "");
}

}  // namespace
}  // namespace crosspoint::cti
