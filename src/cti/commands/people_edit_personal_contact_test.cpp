#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct PeopleEditPersonalContact : CommandFixture {
  PeopleEditPersonalContact() {
    flow::PersonalLoaded stored{{{UserId{1}, {{{"8b6a", {{"firstname", "Front"}}}}, {}}}}};
    personal.loaded(stored);
  }
};

TEST_F(PeopleEditPersonalContact, P109_IsToldWhenItIsStored) {
  say(R"({"class":"people_edit_personal_contact","source":"personal","source_entry_id":"8b6a","contact_infos":{"lastname":"B"}})");
  EXPECT_EQ(commit(), R"({"class":"people_personal_contact_raw_update","source":"personal","source_entry_id":"8b6a"})");
  EXPECT_EQ(personal.book(UserId{1}).find("8b6a")->fields, (std::map<std::string, std::string>{{"lastname", "B"}}));
}

TEST_F(PeopleEditPersonalContact, P012_IsLeftOutWithAFieldOfAnotherType) {
  say(R"({"class":"people_edit_personal_contact","source":"personal","source_entry_id":"8b6a","contact_infos":{"lastname":5}})");
  say(R"({"class":"people_edit_personal_contact","source":"personal","source_entry_id":"8b6a"})");
  EXPECT_EQ(commit(), "");
}

}  // namespace
}  // namespace crosspoint::cti
