#include <gmock/gmock.h>

#include "io/store/testing/fixture.h"

namespace crosspoint::io::store {
namespace {

using directory::PersonalBook;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr UserId alice{1}, bob{2};

struct PersonalTest : StoreFixture {
  PersonalTest() { fill(two_users()); }

  void save(std::vector<flow::Change> const& changes) { EXPECT_THAT(*database.save(changes), testing::Each(true)); }

  /// As the next start will find it.
  std::map<UserId, PersonalBook> stored() const { return open().load_personal().value(); }

  Database database = open();
};

TEST_F(PersonalTest, P107_P109_KeepsWhatWasSavedLast) {
  save({flow::SaveContacts{alice, {{"a", {{"firstname", "Zoé"}, {"fax", ""}}}, {"b", {}}}},
        flow::SaveContacts{bob, {{"a", {{"firstname", "Bob's"}}}}}, flow::SaveContacts{alice, {{"b", {{"x", "two\nlines"}}}}}});
  save({flow::SaveContacts{alice, {{"a", {{"lastname", "Müller"}}}}}});
  EXPECT_THAT(stored(),
              ElementsAre(Pair(alice, PersonalBook{{{"a", {{"lastname", "Müller"}}}, {"b", {{"x", "two\nlines"}}}}, {}}),
                          Pair(bob, PersonalBook{{{"a", {{"firstname", "Bob's"}}}}, {}})));
}

TEST_F(PersonalTest, P110_P115_FavouritesGoWithTheContacts) {
  save({flow::SaveContacts{alice, {{"a", {{"x", "1"}}}, {"b", {{"x", "2"}}}}}, flow::SaveFavorite{alice, {"personal", "a"}, true},
        flow::SaveFavorite{alice, {"personal", "b"}, true}, flow::SaveFavorite{alice, {"internal", "2"}, true},
        flow::SaveFavorite{bob, {"personal", "a"}, true}, flow::DeleteContact{alice, "a"}});
  EXPECT_EQ(stored().at(alice), (PersonalBook{{{"b", {{"x", "2"}}}}, {{"internal", "2"}, {"personal", "b"}}}));
  save({flow::PurgeContacts{alice}});
  EXPECT_EQ(stored().at(alice), (PersonalBook{{}, {{"internal", "2"}}}));
  EXPECT_EQ(stored().at(bob), (PersonalBook{{}, {{"personal", "a"}}}));
}

TEST_F(PersonalTest, P104_P105_SetsAFavouriteOnceHoweverOftenItIsSaid) {
  flow::SaveFavorite const set{alice, {"ldap", "uid=x"}, true};
  save({set, set});
  EXPECT_THAT(stored().at(alice).favorites, ElementsAre(set.entry));
  save({flow::SaveFavorite{alice, set.entry, false}});
  EXPECT_THAT(stored(), IsEmpty());
}

TEST_F(PersonalTest, SavesNothingOfAnUnknownUserAndTheRest) {
  UserId const ghost{99};
  auto const done =
      database.save({flow::SaveContacts{ghost, {{"a", {}}}}, flow::SaveFavorite{ghost, {"internal", "1"}, true},
                     flow::DeleteContact{ghost, "a"}, flow::PurgeContacts{ghost}, flow::SaveContacts{alice, {{"a", {}}}}});
  EXPECT_THAT(*done, ElementsAre(false, false, false, false, true));
  EXPECT_THAT(stored(), ElementsAre(Pair(alice, PersonalBook{{{"a", {}}}, {}})));
}

TEST_F(PersonalTest, AnImportLeavesThemAloneUnlessItsUserGoes) {
  save({flow::SaveContacts{alice, {{"a", {{"x", "1"}}}}}, flow::SaveFavorite{alice, {"internal", "2"}, true},
        flow::SaveContacts{bob, {{"b", {{"x", "2"}}}}}, flow::SaveFavorite{bob, {"internal", "1"}, true}});
  auto changed = two_users();
  changed.users.at(alice).firstname = "Alicia";
  changed.users.erase(bob);
  fill(changed);
  EXPECT_THAT(stored(), ElementsAre(Pair(alice, PersonalBook{{{"a", {{"x", "1"}}}}, {{"internal", "2"}}})));
  fill(two_users());
  EXPECT_EQ(stored().count(bob), 0U) << "who comes later under the same number inherits nothing";
}

}  // namespace
}  // namespace crosspoint::io::store
