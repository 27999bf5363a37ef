#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using CancelTransfer = CommandFixture;

TEST_F(CancelTransfer, P136_IsRefusedWithoutTheRightAndUnavailableWithoutALink) {
  EXPECT_EQ(ask(R"({"class":"cancel_transfer","commandid":5})"),
            R"({"class":"ipbxcommand","error_string":"transfer_unauthorized","replyid":5})");
  rights.push_back(directory::Right::transfer);
  EXPECT_EQ(ask(R"({"class":"cancel_transfer","commandid":5})"),
            R"({"class":"ipbxcommand","error_string":"service_unavailable","replyid":5})");
}

}  // namespace
}  // namespace crosspoint::cti
