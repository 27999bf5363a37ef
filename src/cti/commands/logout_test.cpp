#include <gmock/gmock.h>

#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using Logout = CommandFixture;

TEST_F(Logout, P051_LeavesTheUserDisconnectedWithoutAReply) {
  say(R"({"class":"availstate","availstate":"away"})");
  EXPECT_EQ(ask(R"({"class":"logout","stopper":"quit","commandid":3})"), "");
  EXPECT_EQ(presences.of(UserId{1}), "disconnected");
  EXPECT_THAT(told(flow::Topic::all()), testing::HasSubstr(R"("status":{"availstate":"disconnected"})"));
}

}  // namespace
}  // namespace crosspoint::cti
