#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct SubscribeMyCalls : CommandFixture {
  SubscribeMyCalls() { extensions.add(Extension::calls); }
};

TEST_F(SubscribeMyCalls, P230_TellsTheCallsAtOnceAndLetsTheSessionHearOfChanges) {
  EXPECT_EQ(ask(R"({"class":"subscribe","message":"my_calls","commandid":600})"),
            R"({"class":"my_calls","calls":[],"replyid":600})");
  EXPECT_EQ(std::get<flow::Watch>(effects.at(0)), (flow::Watch{SessionId{10}, flow::Topic::own_calls(UserId{1})}));
}

TEST_F(SubscribeMyCalls, P247_IsUnknownToSessionsWithoutTheExtension) {
  extensions = {};
  EXPECT_EQ(ask(R"({"class":"subscribe","message":"my_calls","commandid":600})"), "");
  extensions.add(Extension::seq);
  EXPECT_EQ(ask(R"({"class":"subscribe","message":"my_calls","commandid":600})"), "");
}

TEST_F(SubscribeMyCalls, P230_P243_AreToldToSubscribersOfThatUserOnly) {
  using State = domain::ShownCall::State;
  Time const since{std::chrono::milliseconds(1'385'400'010'500)};
  domain::ShownCall const plain{"17.2", LineId{1}, State::ringing, true, "Front Desk", "1042", "", since, {}};
  domain::ShownCall const rich{"17.4", LineId{1}, State::consult, false, "", "1003", "blue", since, std::pair("Gate", "1099")};
  updates.tell(domain::OwnCallsChanged{UserId{1}, {plain, rich}}, now);
  updates.tell(domain::TransferEnded{UserId{1}, "17.2", "1003", domain::TransferResult::no_answer}, now);
  EXPECT_EQ(
      told(flow::Topic::own_calls(UserId{1})),
      R"({"class":"my_calls","calls":[{"id":"17.2","line":"1","state":"ringing","direction":"in","name":"Front Desk","number":"1042","since":1.3854000105E9},)"
      R"({"id":"17.4","line":"1","state":"consult","direction":"out","name":"","number":"1003","since":1.3854000105E9,"queue":"blue","waiting":{"name":"Gate","number":"1099"}}]})"
      R"({"class":"transfer_result","call":"17.2","to":"1003","result":"noanswer"})");
  EXPECT_EQ(effects.size(), 2U);
}

}  // namespace
}  // namespace crosspoint::cti
