#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using Keepalive = CommandFixture;

TEST_F(Keepalive, P054_P008_IsAnsweredWithTheCommandidAsItCame) {
  EXPECT_EQ(ask(R"({"class":"keepalive","commandid":77})"), R"({"class":"keepalive","replyid":77})");
  EXPECT_EQ(ask(R"({"class":"keepalive","commandid":"a-7"})"), R"({"class":"keepalive","replyid":"a-7"})");
  EXPECT_EQ(ask(R"({"class":"keepalive"})"), R"({"class":"keepalive"})");
}

}  // namespace
}  // namespace crosspoint::cti
