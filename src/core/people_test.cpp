#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/house_fixture.h"

namespace crosspoint::core {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Settings with_a_source_outside() {
  auto settings = House::quiet();
  settings.people = {.sources = {{"ldap", domain::ContactSource::Kind::asked}}};
  return settings;
}

struct CorePeopleTest : testing::Test {
  CorePeopleTest() {
    house.pass(std::chrono::seconds(1));
    house.log_in(alice, "1001");
    house.logs.clear();
  }

  House house{with_a_source_outside()};
};

TEST_F(CorePeopleTest, P101_P116_ADeadSourceDelaysASearchNoLongerThanTheLimit) {
  house.say(alice, R"({"class":"people_search","commandid":5,"pattern":"1002"})");
  house.pass(std::chrono::milliseconds(999));
  EXPECT_THAT(house.lines, IsEmpty());
  house.pass(std::chrono::milliseconds(1));
  EXPECT_THAT(house.lines, ElementsAre(AllOf(HasSubstr("10 {"), HasSubstr(R"(["1002","1002")"), HasSubstr(R"("replyid":5)")),
                                       HasSubstr("own:1 {")));
  EXPECT_THAT(house.logs, ElementsAre(HasSubstr("ldap is left out for 30 s")));
  house.lines.clear();
  house.say(alice, R"({"class":"people_search","pattern":"1002"})");
  EXPECT_EQ(house.lines.size(), 2U) << "it is not waited for again";
}

TEST_F(CorePeopleTest, P107_P115_ContactsAreStoredBeforeTheyAreTold) {
  house.say(alice, R"({"class":"people_create_personal_contact","contact_infos":{"firstname":"Front","id":"a"}})");
  EXPECT_THAT(house.changes, ElementsAre(flow::Change{flow::SaveContacts{UserId{1}, {{"a", {{"firstname", "Front"}}}}}}));
  EXPECT_THAT(house.lines, Contains(HasSubstr("people_personal_contact_created")));
}

TEST_F(CorePeopleTest, P106_ContactsOfTheStoreAreKnownAndGoWithTheirUser) {
  house.give(flow::PersonalLoaded{{{UserId{1}, {{{"a", {{"firstname", "Front"}}}}, {}}}}});
  house.say(alice, R"({"class":"people_export_personal_contacts_csv"})");
  EXPECT_THAT(house.lines, Contains(HasSubstr(R"("csv_contacts":"firstname,id\r\nFront,a\r\n")")));
  auto without = House::office();
  without.users.erase(UserId{1});
  house.give(flow::Configured{without});
  house.give(flow::Configured{House::office()});
  house.log_in(SessionId{11}, "1001");
  house.say(SessionId{11}, R"({"class":"people_export_personal_contacts_csv"})");
  EXPECT_THAT(house.lines, Contains(HasSubstr(R"("csv_contacts":"")")));
}

}  // namespace
}  // namespace crosspoint::core
