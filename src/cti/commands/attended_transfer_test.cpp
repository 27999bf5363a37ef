#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using AttendedTransfer = CommandFixture;

TEST_F(AttendedTransfer, P136_IsRefusedWithoutTheRightAndUnavailableWithoutALink) {
  EXPECT_EQ(ask(R"({"class":"attended_transfer","commandid":5,"number":"1003"})"),
            R"({"class":"ipbxcommand","error_string":"transfer_unauthorized","replyid":5})");
  rights.push_back(directory::Right::transfer);
  EXPECT_EQ(ask(R"({"class":"attended_transfer","commandid":5,"number":"1003"})"),
            R"({"class":"ipbxcommand","error_string":"service_unavailable","replyid":5})");
}

TEST_F(AttendedTransfer, P012_IsLeftOutWithoutItsField) {
  rights.push_back(directory::Right::transfer);
  EXPECT_EQ(ask(R"({"class":"attended_transfer"})"), "");
}

}  // namespace
}  // namespace crosspoint::cti
