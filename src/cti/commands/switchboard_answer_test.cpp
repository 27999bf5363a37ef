#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using SwitchboardAnswer = CommandFixture;

TEST_F(SwitchboardAnswer, P167_TakesBothNamesOfTheField) {
  rights.push_back(directory::Right::switchboard);
  for (auto const* const message_class : {"answer", "resume_switchboard"})
    for (auto const* const field : {"unique_id", "uniqueid"})
      EXPECT_EQ(ask(std::string(R"({"class":")") + message_class + R"(","commandid":5,")" + field + R"(":"1385400000.12"})"),
                R"({"class":"ipbxcommand","error_string":"service_unavailable","replyid":5})")
          << message_class << " " << field;
  EXPECT_EQ(ask(R"({"class":"answer","commandid":5})"), "");
}

TEST_F(SwitchboardAnswer, P168_IsForOperators) {
  EXPECT_EQ(ask(R"({"class":"answer","commandid":5,"unique_id":"1385400000.12"})"), "");
  EXPECT_EQ(ask(R"({"class":"resume_switchboard","commandid":5,"unique_id":"1385400000.12"})"), "");
}

}  // namespace
}  // namespace crosspoint::cti
