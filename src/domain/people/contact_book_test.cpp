#include "domain/people/contact_book.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/fold.h"

namespace crosspoint::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> found(ContactBook const& book, std::string_view pattern) {
  std::vector<std::string> ids;
  book.search(folded(pattern), [&](directory::Contact const& contact) {
    ids.push_back(contact.id);
    return true;
  });
  return ids;
}

ContactBook two() {
  ContactBook book;
  book.put({"1", {{"firstname", "Zoé"}, {"lastname", "Łukasz"}, {"number", "+33 1 02-03"}, {"company", "Ŝtono"}}});
  book.put({"2", {{"name", "Front desk"}, {"number", "1042"}}});
  return book;
}

TEST(ContactBook, FindsByNameInBothOrdersByNumberAndByAnyOtherField) {
  auto const book = two();
  for (auto const* const pattern : {"zoe luk", "lukasz ZOE", "3310203", "(1) 02", "stono"})
    EXPECT_THAT(found(book, pattern), ElementsAre("1")) << pattern;
  EXPECT_THAT(found(book, "FRONT"), ElementsAre("2"));
  EXPECT_THAT(found(book, ""), ElementsAre("1", "2"));
}

TEST(ContactBook, FindsNothingAcrossTwoFields) { EXPECT_THAT(found(two(), "desk1042"), IsEmpty()); }

TEST(ContactBook, ReplacesAndErasesById) {
  auto book = two();
  book.put({"2", {{"name", "Back desk"}}});
  EXPECT_THAT(found(book, "front"), IsEmpty());
  EXPECT_EQ(book.size(), 2U);
  book.erase("1");
  book.erase("1");
  EXPECT_EQ(book.size(), 1U);
  EXPECT_EQ(book.find("1"), nullptr);
  book.put({"3", {{"name", "Side desk"}}});
  EXPECT_THAT(found(book, "desk"), ElementsAre("2", "3"));
}

TEST(ContactBook, TakesContactsWithoutIdAsManyAsTheyAre) {
  ContactBook book;
  book.assign({{"", {{"name", "One"}}}, {"", {{"name", "Two"}}}});
  EXPECT_EQ(book.size(), 2U);
  EXPECT_EQ(book.find(""), nullptr);
}

}  // namespace
}  // namespace crosspoint::domain
