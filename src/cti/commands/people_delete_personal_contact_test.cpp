#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct PeopleDeletePersonalContact : CommandFixture {
  PeopleDeletePersonalContact() {
    flow::PersonalLoaded stored{{{UserId{1}, {{{"8b6a", {{"firstname", "Front"}}}}, {}}}}};
    personal.loaded(stored);
  }
};

TEST_F(PeopleDeletePersonalContact, P110_IsToldWhenItIsStored) {
  EXPECT_EQ(ask(R"({"class":"people_delete_personal_contact","commandid":5,"source":"personal","source_entry_id":"8b6a"})"), "");
  EXPECT_EQ(commit(), R"({"class":"people_personal_contact_deleted","source":"personal","source_entry_id":"8b6a","replyid":5})");
}

}  // namespace
}  // namespace crosspoint::cti
