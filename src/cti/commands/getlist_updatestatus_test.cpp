#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using GetlistUpdatestatus = CommandFixture;

std::string status(std::string const& reply) {
  auto const start = reply.find("\"tid\":");
  return reply.substr(start, reply.size() - start - 1);
}

std::string status_request(std::string const& list, std::string const& id) {
  return R"({"class":"getlist","function":"updatestatus","listname":")" + list + R"(","tid":")" + id + "\"}";
}

TEST_F(GetlistUpdatestatus, P058_SaysWhetherTheUserIsConnected) {
  EXPECT_EQ(status(ask(status_request("users", "1"))), R"("tid":"1","status":{"availstate":"disconnected","connection":null})");
  presences.arrived(UserId{1}, "", now);
  EXPECT_EQ(status(ask(status_request("users", "1"))), R"("tid":"1","status":{"availstate":"disconnected","connection":"yes"})");
}

TEST_F(GetlistUpdatestatus, P061_GivesTheLineStateAsText) {
  EXPECT_EQ(status(ask(status_request("phones", "1"))), R"("tid":"1","status":{"hintstatus":"4"})");
  lines.device_changed("PJSIP/1001", 8, now);
  EXPECT_EQ(status(ask(status_request("phones", "1"))), R"("tid":"1","status":{"hintstatus":"8"})");
}

TEST_F(GetlistUpdatestatus, P070_P074_CountsMessagesAndKnowsRooms) {
  voicemails.mailbox_changed("1001@default", 3);
  EXPECT_EQ(status(ask(status_request("voicemails", "1"))), R"("tid":"1","status":{"new":3})");
  EXPECT_EQ(status(ask(status_request("meetmes", "1"))),
            R"("tid":"1","status":{"pseudochan":null,"channels":{},"paused":false})");
}

TEST_F(GetlistUpdatestatus, P076_IsEmptyForAnUnknownId) {
  EXPECT_EQ(status(ask(status_request("users", "99"))), R"("tid":"99","status":{})");
  EXPECT_EQ(status(ask(status_request("agents", "99"))), R"("tid":99,"status":{})");
}

}  // namespace
}  // namespace crosspoint::cti
