#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using Availstate = CommandFixture;

TEST_F(Availstate, P082_TellsEverybodyAndHasNoReply) {
  EXPECT_EQ(ask(R"({"class":"availstate","availstate":"away"})"), "");
  EXPECT_EQ(
      told(flow::Topic::all()),
      R"({"class":"getlist","function":"updatestatus","listname":"users","tipbxid":"xivo","tid":"1","status":{"availstate":"away"}})");
}

TEST_F(Availstate, P207_TellsWhoRegisteredForTheUser) {
  say(R"({"class":"availstate","availstate":"away"})");
  EXPECT_EQ(told(flow::Topic::user_status(UserId{1})),
            R"({"class":"user_status_update","data":{"xivo_uuid":"5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10",)"
            R"("user_uuid":"0c6b7a52-3f1d-4f0e-8b6a-9d5e4c3b2a19","user_id":1,"status":"away"}})");
}

TEST_F(Availstate, P087_LeavesAPresenceOutsideTheProfileAlone) {
  say(R"({"class":"availstate","availstate":"on_the_moon"})");
  EXPECT_TRUE(effects.empty());
  EXPECT_EQ(presences.of(UserId{1}), "disconnected");
}

TEST_F(Availstate, P088_SetsTheSenderWhoeverIsNamed) {
  say(R"({"class":"availstate","availstate":"away","userid":"2"})");
  EXPECT_EQ(presences.of(UserId{1}), "away");
  EXPECT_EQ(presences.of(UserId{2}), "disconnected");
}

TEST_F(Availstate, P012_IsLeftOutWithoutAPresence) {
  say(R"({"class":"availstate","availstate":5})");
  EXPECT_EQ(effects,
            (flow::Effects{Log{LogLevel::info, "session 10 of user 1: availstate is left out: not a text: availstate"}}));
}

}  // namespace
}  // namespace crosspoint::cti
