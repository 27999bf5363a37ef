#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using Listen = CommandFixture;

TEST_F(Listen, P146_SaysNothingWithoutTheRightOrForAnAgentWhoIsNotLoggedOn) {
  auto const* const request =
      R"({"class":"ipbxcommand","command":"listen","subcommand":"start","destination":"xivo/7","commandid":5})";
  EXPECT_EQ(ask(request), "");
  rights.push_back(directory::Right::listen);
  EXPECT_EQ(ask(request), "");
  EXPECT_EQ(ask(R"({"class":"ipbxcommand","command":"listen","destination":"xivo/99","commandid":5})"), "");
  EXPECT_EQ(ask(R"({"class":"ipbxcommand","command":"listen","commandid":5})"), "");
}

}  // namespace
}  // namespace crosspoint::cti
