#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using PeoplePersonalContacts = CommandFixture;

TEST_F(PeoplePersonalContacts, P106_AreShownWithTheirMark) {
  flow::PersonalLoaded stored{{{UserId{1}, {{{"8b6a", {{"firstname", "Front"}}}}, {}}}}};
  personal.loaded(stored);
  EXPECT_NE(ask(R"({"class":"people_personal_contacts"})")
                .find(R"("results":[{"column_values":["Front",null,null,null,false,null,true],"source":"personal",)"
                      R"("relations":{"xivo_id":null,"user_id":null,"user_uuid":null,"endpoint_id":null,"agent_id":null,)"
                      R"("source_entry_id":"8b6a"}}],"class":"people_personal_contacts_result")"),
            std::string::npos);
}

}  // namespace
}  // namespace crosspoint::cti
