#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using Hold = CommandFixture;

TEST_F(Hold, T128_IsRefusedWithoutTheRightAndUnavailableWithoutALink) {
  EXPECT_EQ(ask(R"({"class":"hold","commandid":5})"),
            R"({"class":"ipbxcommand","error_string":"service_unavailable","replyid":5})");
  rights = {directory::Right::dial, directory::Right::transfer};
  EXPECT_EQ(ask(R"({"class":"hold","commandid":5})"),
            R"({"class":"ipbxcommand","error_string":"hold_unauthorized","replyid":5})");
}

}  // namespace
}  // namespace crosspoint::cti
