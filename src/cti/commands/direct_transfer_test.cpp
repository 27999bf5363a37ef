#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using DirectTransfer = CommandFixture;

TEST_F(DirectTransfer, P136_IsRefusedWithoutTheRightAndUnavailableWithoutALink) {
  EXPECT_EQ(ask(R"({"class":"direct_transfer","commandid":5,"number":"1003"})"),
            R"({"class":"ipbxcommand","error_string":"transfer_unauthorized","replyid":5})");
  rights.push_back(directory::Right::transfer);
  EXPECT_EQ(ask(R"({"class":"direct_transfer","commandid":5,"number":"1003"})"),
            R"({"class":"ipbxcommand","error_string":"service_unavailable","replyid":5})");
}

TEST_F(DirectTransfer, P012_IsLeftOutWithoutItsField) {
  rights.push_back(directory::Right::transfer);
  EXPECT_EQ(ask(R"({"class":"direct_transfer"})"), "");
}

}  // namespace
}  // namespace crosspoint::cti
