#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using PeopleCreatePersonalContact = CommandFixture;

TEST_F(PeopleCreatePersonalContact, P107_IsToldWhenItIsStored) {
  EXPECT_EQ(ask(R"({"class":"people_create_personal_contact","commandid":5,"contact_infos":{"firstname":"Front"}})"), "");
  EXPECT_EQ(commit(), R"({"class":"people_personal_contact_created","replyid":5})");
  EXPECT_EQ(personal.book(UserId{1}).size(), 1U);
}

TEST_F(PeopleCreatePersonalContact, P012_IsLeftOutWithoutAnObjectOfTexts) {
  say(R"({"class":"people_create_personal_contact"})");
  say(R"({"class":"people_create_personal_contact","contact_infos":["firstname"]})");
  say(R"({"class":"people_create_personal_contact","contact_infos":{"firstname":null}})");
  EXPECT_EQ(commit(), "");
}

}  // namespace
}  // namespace crosspoint::cti
