#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct QueueUnpause : CommandFixture {
  std::string reply(std::string const& member, std::string const& queue) {
    return ask(R"({"class":"ipbxcommand","command":"queueunpause","commandid":5,"member":")" + member + R"(","queue":")" + queue +
               R"("})");
  }
};

TEST_F(QueueUnpause, P151_P152_IsForWhoMayAndNeedsALinkToTheExchange) {
  EXPECT_EQ(reply("agent:xivo/7", "queue:xivo/all"), "");
  rights.push_back(directory::Right::own_agent);
  EXPECT_EQ(reply("agent:xivo/7", "queue:xivo/all"),
            R"({"class":"ipbxcommand","error_string":"service_unavailable","replyid":5})");
  EXPECT_EQ(reply("agent:xivo/99", "queue:xivo/all"), "");
  EXPECT_EQ(reply("", "queue:xivo/all"), "");
}

TEST_F(QueueUnpause, P012_NeedsAMemberAndAQueue) {
  EXPECT_EQ(ask(R"({"class":"ipbxcommand","command":"queueunpause","member":"agent:xivo/7","commandid":5})"), "");
}

}  // namespace
}  // namespace crosspoint::cti
