#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using Dial = CommandFixture;

TEST_F(Dial, P126_T124_IsUnavailableWithoutALinkToTheExchange) {
  EXPECT_EQ(ask(R"({"class":"ipbxcommand","command":"dial","commandid":5,"destination":"exten:xivo/1002"})"),
            R"({"class":"ipbxcommand","error_string":"service_unavailable","replyid":5})");
}

TEST_F(Dial, P125_T124_IsRefusedWithoutTheRight) {
  rights.clear();
  EXPECT_EQ(ask(R"({"class":"ipbxcommand","command":"dial","commandid":5,"destination":"1002"})"),
            R"({"class":"ipbxcommand","error_string":"call_unauthorized","replyid":5})");
}

TEST_F(Dial, P012_IsLeftOutWithoutADestination) { EXPECT_EQ(ask(R"({"class":"ipbxcommand","command":"dial"})"), ""); }

}  // namespace
}  // namespace crosspoint::cti
