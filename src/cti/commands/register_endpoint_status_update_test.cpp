#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using RegisterEndpoint = CommandFixture;

std::string request(std::string const& id, std::string const& server) {
  return R"({"class":"register_endpoint_status_update","endpoint_ids":[[")" + server + "\"," + id + "]]}";
}

TEST_F(RegisterEndpoint, P203_P209_TellsTheStateAtOnceHoweverTheIdIsWritten) {
  auto const line =
      R"({"class":"endpoint_status_update","data":{"xivo_uuid":"5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","endpoint_id":1,"status":4}})";
  EXPECT_EQ(ask(request("1", server)), line);
  EXPECT_EQ(ask(request("\"1\"", server)), line);
  EXPECT_EQ(effects.front(), flow::Effect(flow::Watch{SessionId{10}, flow::Topic::endpoint_status(LineId{1})}));
}

TEST_F(RegisterEndpoint, P204_TellsChangesAsNumbers) {
  lines.device_changed("PJSIP/1001", 8, now);
  say(R"({"class":"keepalive"})");
  EXPECT_EQ(
      told(flow::Topic::endpoint_status(LineId{1})),
      R"({"class":"endpoint_status_update","data":{"xivo_uuid":"5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","endpoint_id":1,"status":8}})");
}

TEST_F(RegisterEndpoint, P205_StopsTelling) {
  say(R"({"class":"unregister_endpoint_status_update","endpoint_ids":[["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","1"]]})");
  EXPECT_EQ(effects, (flow::Effects{flow::Unwatch{SessionId{10}, flow::Topic::endpoint_status(LineId{1})}}));
}

TEST_F(RegisterEndpoint, P210_LeavesOutWhatThereIsNot) {
  say(request("0", server));
  say(request("99", server));
  say(request("1", "another-server"));
  say(R"({"class":"register_endpoint_status_update","endpoint_ids":[1,[],[1],["x",{}]]})");
  EXPECT_TRUE(effects.empty());
}

}  // namespace
}  // namespace crosspoint::cti
