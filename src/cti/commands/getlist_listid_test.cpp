#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using GetlistListid = CommandFixture;

std::string request(std::string_view list) {
  return R"({"class":"getlist","function":"listid","listname":")" + std::string(list) + "\"}";
}

std::string reply(std::string const& list, std::string const& ids) {
  return R"({"class":"getlist","function":"listid","listname":")" + list + R"(","tipbxid":"xivo","list":)" + ids + "}";
}

TEST_F(GetlistListid, P056_P059_P062_P065_P068_P071_P074_NamesEveryElementAsText) {
  EXPECT_EQ(ask(request("users")), reply("users", R"(["1","2"])"));
  EXPECT_EQ(ask(request("phones")), reply("phones", R"(["1","2"])"));
  EXPECT_EQ(ask(request("agents")), reply("agents", R"(["7"])"));
  EXPECT_EQ(ask(request("queues")), reply("queues", R"(["1"])"));
  EXPECT_EQ(ask(request("voicemails")), reply("voicemails", R"(["1"])"));
  EXPECT_EQ(ask(request("queuemembers")), reply("queuemembers", R"(["Agent/2001,blue","SIP/1002,blue"])"));
  EXPECT_EQ(ask(request("meetmes")), reply("meetmes", R"(["1"])"));
}

TEST_F(GetlistListid, P075_DoesNotAnswerForOtherLists) {
  EXPECT_EQ(ask(request("channels")), "");
  EXPECT_EQ(ask(request("")), "");
}

TEST_F(GetlistListid, P078_ShowsOnlyTheOwnContextWhenSeparated) {
  scope.context = "branch";
  EXPECT_EQ(ask(request("users")), reply("users", R"(["2"])"));
  EXPECT_EQ(ask(request("queues")), reply("queues", "[]"));
  scope.context = "";
  EXPECT_EQ(ask(request("phones")), reply("phones", "[]"));
}

}  // namespace
}  // namespace crosspoint::cti
