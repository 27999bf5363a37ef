#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using SubscribeCurrentCalls = CommandFixture;

TEST_F(SubscribeCurrentCalls, P165_TellsTheCallsAtOnceAndLetsTheSessionHearOfChanges) {
  EXPECT_EQ(ask(R"({"class":"subscribe","message":"current_calls","commandid":600})"),
            R"({"class":"current_calls","current_calls":[],"replyid":600})");
  EXPECT_EQ(std::get<flow::Watch>(effects.at(0)), (flow::Watch{SessionId{10}, flow::Topic::user_calls(UserId{1})}));
}

TEST_F(SubscribeCurrentCalls, P165_IsNothingForAUserWithoutALine) {
  directory.users[UserId{1}].lines.clear();
  EXPECT_EQ(ask(R"({"class":"subscribe","message":"current_calls","commandid":600})"), "");
  EXPECT_TRUE(effects.empty());
}

TEST_F(SubscribeCurrentCalls, P166_P173_P174_AreToldToSubscribersOfThatUserOnly) {
  domain::CurrentCall const call{"Front Desk", "1042", true, Time{std::chrono::milliseconds(1'385'400'010'500)}};
  updates.tell(domain::CurrentCallsChanged{UserId{1}, {call}}, now);
  updates.tell(domain::TransferAnswered{LineId{1}}, now);
  updates.tell(domain::TransferCancelled{LineId{1}}, now);
  EXPECT_EQ(
      told(flow::Topic::user_calls(UserId{1})),
      R"({"class":"current_calls","current_calls":[{"cid_name":"Front Desk","cid_number":"1042","call_status":"hold","call_start":1.3854000105E9}]})"
      R"({"class":"current_call_attended_transfer_answered","line":"sip/1001"})"
      R"({"class":"current_call_attended_transfer_cancelled","line":"sip/1001"})");
  EXPECT_EQ(effects.size(), 3U);
}

}  // namespace
}  // namespace crosspoint::cti
