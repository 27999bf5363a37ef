#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct GetListAll : CommandFixture {
  GetListAll() { extensions.add(Extension::seq); }

  std::string all(std::string const& list) {
    auto const answer = ask(R"({"class":"getlist","function":"all","listname":")" + list + "\"}");
    auto const begin = answer.find(R"("seq")");
    return begin == std::string::npos ? answer : answer.substr(begin);
  }
};

TEST_F(GetListAll, P219_HasConfigurationAndStatusOfEachInOneRow) {
  lines.device_changed("PJSIP/1001", 8, std::nullopt);
  EXPECT_EQ(all("phones"), R"("seq":0,"same":{"allowtransfer":null,"initialized":null,"since":null},)"
                           R"("keys":["id","number","identity","iduserfeatures","hintstatus"],)"
                           R"("rows":[["1","1001","SIP/1001",1,"8"],["2","1002","SIP/1002",2,"4"]]})");
}

TEST_F(GetListAll, P219_HasEveryFieldAsAColumnWhenThereIsOneElement) {
  EXPECT_EQ(all("voicemails"), R"("seq":0,"same":{},"keys":["id","context","mailbox","new"],"rows":[["1","default","1001",0]]})");
}

TEST_F(GetListAll, P219_TellsWhatIsNeverPushedToNobody) {
  EXPECT_EQ(all("users").find("connection"), std::string::npos);
  EXPECT_NE(all("users").find(R"("enablednd":false)"), std::string::npos) << "values as they are pushed";
}

TEST_F(GetListAll, P219_ShowsNoMoreThanTheScope) {
  scope.context = "branch";
  EXPECT_NE(all("phones").find(R"("rows":[["2")"), std::string::npos);
  EXPECT_EQ(all("queues"), R"("seq":0,"same":{},"keys":[],"rows":[]})");
}

TEST_F(GetListAll, P221_TellsSinceWhenALineIsInItsState) {
  lines.device_changed("PJSIP/1001", 8, now);
  EXPECT_NE(all("phones").find(R"("8",1.795452018E9)"), std::string::npos) << all("phones");
}

TEST_F(GetListAll, P214_IsUnknownToWhoHasNotAskedForIt) {
  extensions = {};
  EXPECT_EQ(all("phones"), "");
  EXPECT_EQ(ask(R"({"class":"catchup","epoch":"1","seq":0})"), "");
}

}  // namespace
}  // namespace crosspoint::cti
