#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using BlindTransferVoicemail = CommandFixture;

TEST_F(BlindTransferVoicemail, P136_IsRefusedWithoutTheRightAndUnavailableWithoutALink) {
  EXPECT_EQ(ask(R"({"class":"blind_transfer_voicemail","commandid":5,"voicemail":"1003"})"),
            R"({"class":"ipbxcommand","error_string":"transfer_unauthorized","replyid":5})");
  rights.push_back(directory::Right::transfer);
  EXPECT_EQ(ask(R"({"class":"blind_transfer_voicemail","commandid":5,"voicemail":"1003"})"),
            R"({"class":"ipbxcommand","error_string":"service_unavailable","replyid":5})");
}

TEST_F(BlindTransferVoicemail, P012_IsLeftOutWithoutItsField) {
  rights.push_back(directory::Right::transfer);
  EXPECT_EQ(ask(R"({"class":"blind_transfer_voicemail"})"), "");
}

}  // namespace
}  // namespace crosspoint::cti
