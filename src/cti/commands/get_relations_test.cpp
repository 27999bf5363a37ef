#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using GetRelations = CommandFixture;

TEST_F(GetRelations, P099_NamesTheUserTheFirstLineAndTheAgent) {
  EXPECT_EQ(ask(R"({"class":"get_relations","commandid":5})"),
            R"({"class":"relations","data":{"xivo_uuid":"5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","user_id":1,"endpoint_id":1,)"
            R"("agent_id":7},"replyid":5})");
}

TEST_F(GetRelations, P099_HasNullForWhatThereIsNot) {
  directory.users.at(UserId{1}).lines.clear();
  directory.users.at(UserId{1}).agent.reset();
  EXPECT_EQ(ask(R"({"class":"get_relations"})"),
            R"({"class":"relations","data":{"xivo_uuid":"5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","user_id":1,"endpoint_id":null,)"
            R"("agent_id":null}})");
}

}  // namespace
}  // namespace crosspoint::cti
