#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using GetlistUpdateconfig = CommandFixture;

std::string config(std::string const& reply) {
  auto const start = reply.find("\"config\":");
  return reply.substr(start + 9, reply.size() - start - 10);
}

std::string config_request(std::string const& list, std::string const& id) {
  return R"({"class":"getlist","function":"updateconfig","listname":")" + list + R"(","tid":)" + id + "}";
}

TEST_F(GetlistUpdateconfig, P057_TellsAllOfAUser) {
  EXPECT_EQ(
      config(ask(config_request("users", "\"1\""))),
      R"({"firstname":"Alice","lastname":"Martin","fullname":"Alice Martin","mobilephonenumber":"","agentid":7,"voicemailid":1,)"
      R"("linelist":["1"],"enablednd":0,"incallfilter":0,"enablevoicemail":0,"enablexfer":1,"enableunc":0,"destunc":"",)"
      R"("enablerna":0,"destrna":"","enablebusy":0,"destbusy":"","xivo_uuid":"5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10"})");
}

TEST_F(GetlistUpdateconfig, P060_WritesAnIdentityThatClientsKnow) {
  EXPECT_EQ(config(ask(config_request("phones", "\"1\""))),
            R"({"number":"1001","identity":"SIP/1001","iduserfeatures":1,"allowtransfer":null,"initialized":null})");
}

TEST_F(GetlistUpdateconfig, P066_P069_P074_TellsQueuesVoicemailsAndRooms) {
  EXPECT_EQ(config(ask(config_request("queues", "\"1\""))),
            R"({"name":"blue","displayname":"Blue","context":"default","number":"3001"})");
  EXPECT_EQ(config(ask(config_request("voicemails", "\"1\""))), R"({"context":"default","mailbox":"1001"})");
  EXPECT_EQ(config(ask(config_request("meetmes", "\"1\""))),
            R"({"context":"default","confno":"4001","name":"assembly","admin_moderationmode":0})");
}

TEST_F(GetlistUpdateconfig, P076_P077_AnswersForEveryIdHoweverItIsWritten) {
  EXPECT_EQ(ask(config_request("users", "1")), ask(config_request("users", "\"1\"")));
  EXPECT_EQ(config(ask(config_request("users", "\"99\""))), "{}");
  EXPECT_EQ(config(ask(config_request("queuemembers", "\"nobody,nowhere\""))), "{}");
}

}  // namespace
}  // namespace crosspoint::cti
