#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using Getipbxlist = CommandFixture;

TEST_F(Getipbxlist, P055_NamesTheOneExchangeThatClientsKnow) {
  EXPECT_EQ(ask(R"({"class":"getipbxlist","commandid":1})"), R"({"class":"getipbxlist","ipbxlist":["xivo"],"replyid":1})");
}

}  // namespace
}  // namespace crosspoint::cti
