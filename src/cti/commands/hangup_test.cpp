#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using Hangup = CommandFixture;

TEST_F(Hangup, P129_IsRefusedWithoutTheRight) {
  rights = {directory::Right::dial};
  EXPECT_EQ(ask(R"({"class":"hangup","commandid":5})"),
            R"({"class":"ipbxcommand","error_string":"hangup_unauthorized","replyid":5})");
}

}  // namespace
}  // namespace crosspoint::cti
