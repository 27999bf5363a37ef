#include "domain/people/contact_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/people/contact_limits.h"

namespace crosspoint::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

ContactBook known() {
  ContactBook book;
  book.put({"8b6a", {{"firstname", "Front"}}});
  return book;
}

ContactTable read(std::string_view csv) { return read_table(csv, known(), 0); }

TEST(ContactTable, P111_MakesAContactOfEachRow) {
  auto const table = read("firstname,lastname,id\r\nFront,Desk,\r\nBack,,77\r\n");
  EXPECT_THAT(table.contacts, ElementsAre(directory::Contact{"", {{"firstname", "Front"}, {"lastname", "Desk"}}},
                                          directory::Contact{"77", {{"firstname", "Back"}, {"lastname", ""}}}));
  EXPECT_THAT(table.failed, IsEmpty());
  EXPECT_EQ(table.created, 2U);
}

TEST(ContactTable, ARowWithAKnownIdChangesThatContactInTheColumnsOfTheTable) {
  ContactBook book;
  directory::Contact const front{"8b6a", {{"firstname", "Front"}, {"lastname", "Desk"}, {"company", "A"}}};
  book.put(front);
  auto const table = read_table("firstname,lastname,id\nBack,,8b6a\nNew,,\n", book, size_of(front));
  EXPECT_THAT(table.contacts, ElementsAre(directory::Contact{"8b6a", {{"firstname", "Back"}, {"lastname", ""}, {"company", "A"}}},
                                          directory::Contact{"", {{"firstname", "New"}, {"lastname", ""}}}));
  EXPECT_EQ(table.created, 1U);
}

TEST(ContactTable, AnExportImportedAgainChangesNothing) {
  ContactBook book;
  std::string const wide(ContactLimits::value, 'x');
  for (int i = 0; i < 100; ++i) {  // each with a field that no other has
    directory::Contact contact{std::to_string(i), {{"firstname", "Front"}, {"field" + std::to_string(i), wide}, {"fax", ""}}};
    book.put(contact);
  }
  auto const again = read_table(write_table(book), book, ContactLimits::size_of_all);
  EXPECT_THAT(again.failed, IsEmpty()) << "nothing is added to what is kept";
  EXPECT_EQ(again.created, 0U);
  for (auto const& contact : again.contacts) EXPECT_EQ(contact, *book.find(contact.id));
  EXPECT_THAT(again.contacts, SizeIs(100));
}

TEST(ContactTable, P112_TellsTheLineOfWhatIsWrong) {
  auto const table = read("firstname,id\n\nFront\nA,1,2\nB,4\n\"C,9\nD,5\nE,4\n");
  EXPECT_THAT(table.contacts,
              ElementsAre(directory::Contact{"4", {{"firstname", "B"}}}, directory::Contact{"5", {{"firstname", "D"}}}));
  EXPECT_THAT(table.failed, ElementsAre(BadLine{3, "missing fields"}, BadLine{4, "missing fields"}, BadLine{6, "unclosed quote"},
                                        BadLine{8, "contact \"4\" already exist"}));
}

TEST(ContactTable, TakesTheFirstOfTwoColumnsAndNoneWithoutName) {
  EXPECT_THAT(read("a,a,\n1,2,3\n").contacts, ElementsAre(directory::Contact{"", {{"a", "1"}}}));
}

TEST(ContactTable, TakesWhatSpreadsheetsWrite) {
  EXPECT_THAT(read("\xEF\xBB\xBF"
                   "firstname;site\r\n\"Zo\xC3\xA9\";\"Hall; 2\"\r\n")
                  .contacts,
              ElementsAre(directory::Contact{"", {{"firstname", "Zoé"}, {"site", "Hall; 2"}}}));
}

TEST(ContactTable, RefusesRowsThatAreTooLargeByThemselves) {
  std::string const long_value(ContactLimits::value, 'x');
  auto const table = read("firstname\n" + long_value + "\n" + long_value + "x\n");
  EXPECT_THAT(table.contacts, SizeIs(1));
  EXPECT_THAT(table.failed, ElementsAre(BadLine{3, "firstname is too long"}));
  std::string header("f0");
  for (std::size_t i = 1; i <= ContactLimits::fields; ++i) header += ",f" + std::to_string(i);
  EXPECT_THAT(read(header + "\n" + std::string(ContactLimits::fields, ',') + "\n").failed,
              ElementsAre(BadLine{2, "too many fields"}));
  std::string const name(ContactLimits::name, 'n');
  EXPECT_THAT(read(name + "\n1\n").contacts, SizeIs(1));
  EXPECT_THAT(read(name + "n\n1\n").failed, ElementsAre(BadLine{2, "bad field name"}));
  EXPECT_THAT(read("a,id\n1," + name + "n\n").failed, ElementsAre(BadLine{2, "bad id"}));
}

TEST(ContactTable, TakesAsManyAsAUserCanKeep) {
  std::string csv = "a\n";
  for (std::size_t i = 0; i < ContactLimits::contacts + 3; ++i) csv += "1\n";
  auto const table = read(csv);
  EXPECT_THAT(table.contacts, SizeIs(ContactLimits::contacts - 1)) << "one is known already";
  EXPECT_THAT(table.failed, SizeIs(4));
  EXPECT_EQ(table.failed.front(), (BadLine{ContactLimits::contacts + 1, "too many contacts"}));
  EXPECT_EQ(read_table("a\n123\n4\n", {}, ContactLimits::size_of_all - 4).failed, (std::vector{BadLine{3, "too many contacts"}}));
}

TEST(ContactTable, P114_WritesAllFieldsInTheirOrder) {
  EXPECT_EQ(write_table({}), "");
  auto book = known();
  book.put({"9", {{"company", "A, B"}, {"firstname", "Back"}}});
  EXPECT_EQ(write_table(book), "company,firstname,id\r\n,Front,8b6a\r\n\"A, B\",Back,9\r\n");
}

}  // namespace
}  // namespace crosspoint::domain
