#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using CompleteTransfer = CommandFixture;

TEST_F(CompleteTransfer, P136_IsRefusedWithoutTheRightAndUnavailableWithoutALink) {
  EXPECT_EQ(ask(R"({"class":"complete_transfer","commandid":5})"),
            R"({"class":"ipbxcommand","error_string":"transfer_unauthorized","replyid":5})");
  rights.push_back(directory::Right::transfer);
  EXPECT_EQ(ask(R"({"class":"complete_transfer","commandid":5})"),
            R"({"class":"ipbxcommand","error_string":"service_unavailable","replyid":5})");
}

}  // namespace
}  // namespace crosspoint::cti
