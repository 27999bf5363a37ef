#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct AnswerOwn : CommandFixture {
  AnswerOwn() { extensions.add(Extension::calls); }
};

TEST_F(AnswerOwn, P240_P242_IsRefusedWithoutTheRightOrTheExchange) {
  auto const request = R"({"class":"answer_own","call":"17.2","commandid":5})";
  EXPECT_EQ(ask(request), R"({"class":"ipbxcommand","error_string":"service_unavailable","replyid":5})");
  rights = {directory::Right::dial};
  EXPECT_EQ(ask(request), R"({"class":"ipbxcommand","error_string":"hangup_unauthorized","replyid":5})");
}

TEST_F(AnswerOwn, P012_NeedsACall) { EXPECT_EQ(ask(R"({"class":"answer_own","commandid":5})"), ""); }

}  // namespace
}  // namespace crosspoint::cti
