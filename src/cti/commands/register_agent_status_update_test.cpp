#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using RegisterAgent = CommandFixture;

TEST_F(RegisterAgent, P209_TellsAtOnceHoweverTheIdIsWritten) {
  auto const line =
      R"({"class":"agent_status_update","data":{"xivo_uuid":"5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","agent_id":7,"status":"logged_out"}})";
  EXPECT_EQ(ask(R"({"class":"register_agent_status_update","agent_ids":[["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10",7]]})"), line);
  EXPECT_EQ(ask(R"({"class":"register_agent_status_update","agent_ids":[["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","7"]]})"), line);
}

}  // namespace
}  // namespace crosspoint::cti
