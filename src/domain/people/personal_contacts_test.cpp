#include "domain/people/personal_contacts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/people/contact_limits.h"

namespace crosspoint::domain {
namespace {

using directory::Contact;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct PersonalContactsTest : testing::Test {
  static constexpr Time now{std::chrono::seconds{1'795'452'000}};
  PersonalContactsTest() {
    for (auto const id : {1, 2}) directory.users[UserId{id}] = {.id = UserId{id}};
    flow::PersonalLoaded stored{{{UserId{1}, {{{"a", {{"firstname", "Adam"}}}}, {{"personal", "a"}, {"internal", "2"}}}}}};
    contacts.loaded(stored);
  }

  /// Answers the oldest request to the store.
  flow::Change commit(bool done = true) {
    for (auto effect = effects.begin(); effect != effects.end(); ++effect)
      if (auto const* const store = std::get_if<flow::Store>(&*effect)) {
        auto const taken = *store;
        effects.erase(effect);
        contacts.stored(taken.token, done, now);
        return taken.change;
      }
    ADD_FAILURE() << "nothing for the store";
    return {};
  }

  std::vector<std::string> ids(UserId user) const {
    std::vector<std::string> all;
    contacts.book(user).search("", [&](Contact const& contact) {
      all.push_back(contact.id);
      return true;
    });
    return all;
  }

  bool is_refused() { return events.empty() && effects.size() == 1 && std::holds_alternative<Log>(effects.front()); }

  directory::Directory directory;
  flow::Tokens tokens;
  Events events;
  flow::Effects effects;
  PersonalContacts contacts{1, directory, tokens, events, effects};
  Asker const alice{SessionId{10}, UserId{1}, "5"}, bob{SessionId{11}, UserId{2}, ""};
};

TEST_F(PersonalContactsTest, P107_TellsACreationWhenItIsStored) {
  contacts.create(bob, {{"firstname", "Front"}}, now);
  EXPECT_THAT(events, IsEmpty());
  EXPECT_THAT(ids(bob.user), IsEmpty());
  auto const change = std::get<flow::SaveContacts>(commit());
  EXPECT_THAT(events, ElementsAre(Event{ContactCreated{bob}}));
  ASSERT_THAT(change.contacts, SizeIs(1));
  EXPECT_EQ(*contacts.book(bob.user).find(change.contacts[0].id), change.contacts[0]);
  EXPECT_EQ(change.contacts[0].id.size(), 16U);
}

TEST_F(PersonalContactsTest, P107_TakesAnIdThatIsFree) {
  contacts.create(alice, {{"id", "mine"}, {"firstname", "Front"}}, now);
  EXPECT_EQ(std::get<flow::SaveContacts>(commit()), (flow::SaveContacts{alice.user, {{"mine", {{"firstname", "Front"}}}}}));
  events.clear();
  contacts.create(alice, {{"id", "mine"}}, now);
  EXPECT_TRUE(is_refused());
}

TEST_F(PersonalContactsTest, KeepsThingsAsTheyWereWhenTheStoreCannot) {
  contacts.remove(alice, "a", now);
  commit(false);
  EXPECT_TRUE(is_refused());
  EXPECT_THAT(ids(alice.user), ElementsAre("a"));
}

TEST_F(PersonalContactsTest, P109_AnEditReplacesTheFieldsAndKeepsTheId) {
  contacts.edit(alice, "a", {{"lastname", "Smith"}, {"id", "other"}}, now);
  commit();
  EXPECT_THAT(events, ElementsAre(Event{ContactEdited{alice, "a"}}));
  EXPECT_EQ(*contacts.book(alice.user).find("a"), (Contact{"a", {{"lastname", "Smith"}}}));
}

TEST_F(PersonalContactsTest, P108_ReadsAContactAsItIsStored) {
  contacts.read(alice, "a", now);
  EXPECT_THAT(events, ElementsAre(Event{ContactRead{alice, {"a", {{"firstname", "Adam"}}}}}));
}

TEST_F(PersonalContactsTest, P110_P115_FavouritesGoWithTheContacts) {
  contacts.remove(alice, "a", now);
  EXPECT_EQ(std::get<flow::DeleteContact>(commit()), (flow::DeleteContact{alice.user, "a"}));
  EXPECT_THAT(contacts.favorites(alice.user), ElementsAre(directory::EntryName{"internal", "2"}));
  contacts.create(alice, {{"id", "b"}}, now);
  commit();
  contacts.set_favorite(alice, {"personal", "b"}, true, now);
  commit();
  contacts.purge(alice, now);
  EXPECT_EQ(std::get<flow::PurgeContacts>(commit()), (flow::PurgeContacts{alice.user}));
  EXPECT_EQ(events.back(), (Event{ContactsPurged{alice}}));
  EXPECT_THAT(ids(alice.user), IsEmpty());
  EXPECT_THAT(contacts.favorites(alice.user), ElementsAre(directory::EntryName{"internal", "2"}));
}

TEST_F(PersonalContactsTest, NobodyReachesTheContactsOfAnother) {
  contacts.read(bob, "a", now);
  contacts.edit(bob, "a", {{"firstname", "Mine"}}, now);
  contacts.remove(bob, "a", now);
  EXPECT_THAT(effects, SizeIs(3)) << "a line in the log for each";
  EXPECT_THAT(events, IsEmpty());
  contacts.purge(bob, now);
  commit();
  EXPECT_THAT(ids(alice.user), ElementsAre("a"));
}

TEST_F(PersonalContactsTest, CarriesOutTheRequestsOfAUserInTheirOrder) {
  contacts.remove(alice, "a", now);
  contacts.edit(alice, "a", {{"firstname", "Late"}}, now);
  contacts.create(alice, {{"id", "b"}}, now);
  contacts.read(alice, "b", now);
  contacts.read(bob, "b", now);
  EXPECT_THAT(events, IsEmpty());
  commit();
  commit();
  EXPECT_THAT(events,
              ElementsAre(Event{ContactDeleted{alice, "a"}}, Event{ContactCreated{alice}}, Event{ContactRead{alice, {"b", {}}}}));
}

TEST_F(PersonalContactsTest, LetsALimitedNumberOfRequestsWait) {
  contacts.purge(alice, now);
  for (std::size_t i = 0; i < PersonalContacts::waiting_requests; ++i) contacts.export_table(alice, now);
  EXPECT_THAT(effects, SizeIs(1));
  contacts.export_table(alice, now);
  EXPECT_THAT(effects, SizeIs(2));
  commit();
  EXPECT_THAT(events, SizeIs(1 + PersonalContacts::waiting_requests));
}

TEST_F(PersonalContactsTest, LetsALimitedNumberOfBytesWait) {
  contacts.purge(alice, now);
  std::string const half(PersonalContacts::waiting_bytes / 2, ' ');
  contacts.import_table(alice, half, now);
  contacts.import_table(alice, half, now);
  EXPECT_THAT(effects, SizeIs(1));
  contacts.import_table(alice, " ", now);
  EXPECT_THAT(effects, SizeIs(2));
  commit();
  EXPECT_THAT(events, SizeIs(3));
}

TEST_F(PersonalContactsTest, P111_P112_StoresATableInOnePiece) {
  contacts.import_table(alice, "firstname,id\nB,b\nbroken\nC,\n", now);
  auto const change = std::get<flow::SaveContacts>(commit());
  EXPECT_THAT(change.contacts, SizeIs(2));
  EXPECT_THAT(events, ElementsAre(Event{ContactsImported{alice, 2, {{3, "missing fields"}}}}));
  EXPECT_THAT(ids(alice.user), SizeIs(3));
}

TEST_F(PersonalContactsTest, P113_AnswersForATableThatGivesNothing) {
  contacts.import_table(alice, "firstname\n", now);
  EXPECT_THAT(events, ElementsAre(Event{ContactsImported{alice, 0, {}}}));
  EXPECT_THAT(effects, IsEmpty());
}

TEST_F(PersonalContactsTest, P114_ExportsWhatIsThere) {
  contacts.export_table(alice, now);
  contacts.export_table(bob, now);
  EXPECT_THAT(events,
              ElementsAre(Event{ContactsExported{alice, "firstname,id\r\nAdam,a\r\n"}}, Event{ContactsExported{bob, ""}}));
}

TEST_F(PersonalContactsTest, KeepsALimitedNumberOfContacts) {
  std::string csv = "firstname\n";
  for (std::size_t i = 1; i < ContactLimits::contacts; ++i) csv += "x\n";
  contacts.import_table(alice, csv, now);
  commit();
  EXPECT_THAT(ids(alice.user), SizeIs(ContactLimits::contacts));
  events.clear();
  contacts.create(alice, {{"firstname", "one more"}}, now);
  EXPECT_TRUE(is_refused());
  effects.clear();
  contacts.edit(alice, "a", {{"firstname", "changed"}}, now);
  EXPECT_THAT(effects, SizeIs(1));
}

TEST_F(PersonalContactsTest, KeepsALimitedSizeOfContacts) {
  std::string csv = "a,b,c,d,e,f,g,h\n";
  std::string const value(ContactLimits::value, 'x');
  for (std::size_t i = 0; i < 1700; ++i) csv += value + "," + value + "," + value + "," + value + "," + value + ",,,\n";
  contacts.import_table(alice, csv, now);
  commit();
  auto const before = ids(alice.user).size();
  EXPECT_LT(before, 1700U);
  events.clear();
  PersonalContacts::Fields large;
  for (auto const* const name : {"a", "b", "c", "d", "e", "f"}) large[name] = value;
  contacts.create(alice, large, now);
  EXPECT_TRUE(is_refused());
  effects.clear();
  contacts.edit(alice, "a", large, now);
  EXPECT_TRUE(is_refused());
}

TEST_F(PersonalContactsTest, P107_RefusesAContactThatCannotBeKept) {
  contacts.create(alice, {{"", "nameless"}}, now);
  EXPECT_TRUE(is_refused());
  effects.clear();
  contacts.edit(alice, "a", {{"firstname", std::string(ContactLimits::value + 1, 'x')}}, now);
  EXPECT_TRUE(is_refused());
}

TEST_F(PersonalContactsTest, P104_P105_FavouritesAreStoredBeforeTheyAreTold) {
  directory::EntryName const entry{"ldap", "uid=x"};
  contacts.set_favorite(alice, entry, true, now);
  EXPECT_FALSE(contacts.favorites(alice.user).contains(entry));
  EXPECT_EQ(std::get<flow::SaveFavorite>(commit()), (flow::SaveFavorite{alice.user, entry, true}));
  EXPECT_TRUE(contacts.favorites(alice.user).contains(entry));
  contacts.set_favorite(alice, entry, false, now);
  commit();
  EXPECT_FALSE(contacts.favorites(alice.user).contains(entry));
  EXPECT_THAT(events, ElementsAre(Event{FavoriteSet{alice, entry, true}}, Event{FavoriteSet{alice, entry, false}}));
}

TEST_F(PersonalContactsTest, KeepsALimitedNumberOfFavourites) {
  for (std::size_t i = contacts.favorites(alice.user).size(); i < ContactLimits::favorites; ++i) {
    contacts.set_favorite(alice, {"ldap", std::to_string(i)}, true, now);
    commit();
  }
  events.clear();
  contacts.set_favorite(alice, {"ldap", "one more"}, true, now);
  EXPECT_TRUE(is_refused());
}

TEST_F(PersonalContactsTest, ForgetsUsersWhoAreNoMore) {
  directory.users.erase(UserId{1});
  contacts.reconfigured();
  EXPECT_THAT(ids(UserId{1}), IsEmpty());
}

TEST_F(PersonalContactsTest, ForgetsWhatIsStoredForAUserWhoIsNoMore) {
  contacts.create(bob, {{"firstname", "Front"}}, now);
  contacts.create(bob, {{"firstname", "Back"}}, now);
  auto const bob_himself = directory.users.extract(bob.user);
  contacts.reconfigured();
  commit();
  EXPECT_THAT(events, IsEmpty());
  EXPECT_THAT(effects, IsEmpty());
  directory.users[bob.user] = bob_himself.mapped();
  EXPECT_THAT(ids(bob.user), IsEmpty());
}

}  // namespace
}  // namespace crosspoint::domain
