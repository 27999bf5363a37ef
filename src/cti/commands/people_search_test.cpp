#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using PeopleSearch = CommandFixture;

TEST_F(PeopleSearch, P101_P102_FindsAUserWithAllRelations) {
  EXPECT_EQ(ask(R"({"class":"people_search","commandid":5,"pattern":"MÄRTIN"})"),
            R"({"column_headers":["Name","Number","Mobile","Voicemail","Favorite","E-mail","Personal"],)"
            R"("column_types":["name","number","callable","voicemail","favorite","email","personal"],)"
            R"("results":[{"column_values":["Alice Martin","1001",null,"1001",false,null,false],"source":"internal",)"
            R"("relations":{"xivo_id":"5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","user_id":1,)"
            R"("user_uuid":"0c6b7a52-3f1d-4f0e-8b6a-9d5e4c3b2a19","endpoint_id":1,"agent_id":7,"source_entry_id":"1"}}],)"
            R"("term":"MÄRTIN","class":"people_search_result","replyid":5})");
}

TEST_F(PeopleSearch, P101_NobodyIsAnAnswerToo) {
  EXPECT_NE(ask(R"({"class":"people_search","pattern":"nobody"})").find(R"("results":[])"), std::string::npos);
}

TEST_F(PeopleSearch, P012_IsLeftOutWithoutAPattern) { EXPECT_EQ(ask(R"({"class":"people_search"})"), ""); }

}  // namespace
}  // namespace crosspoint::cti
