#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using RegisterUser = CommandFixture;

constexpr auto* disconnected = R"({"class":"user_status_update","data":{"xivo_uuid":"5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10",)"
                               R"("user_uuid":"0c6b7a52-3f1d-4f0e-8b6a-9d5e4c3b2a19","user_id":1,"status":"disconnected"}})";

TEST_F(RegisterUser, P206_KnowsUsersByUuidAndByNumber) {
  EXPECT_EQ(
      ask(R"({"class":"register_user_status_update","user_ids":[["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","0c6b7a52-3f1d-4f0e-8b6a-9d5e4c3b2a19"]]})"),
      disconnected);
  EXPECT_EQ(ask(R"({"class":"register_user_status_update","user_ids":[["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10",1]]})"),
            disconnected);
}

TEST_F(RegisterUser, P208_StopsTelling) {
  say(R"({"class":"unregister_user_status_update","user_ids":[["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","0c6b7a52-3f1d-4f0e-8b6a-9d5e4c3b2a19"]]})");
  EXPECT_EQ(effects, (flow::Effects{flow::Unwatch{SessionId{10}, flow::Topic::user_status(UserId{1})}}));
}

}  // namespace
}  // namespace crosspoint::cti
