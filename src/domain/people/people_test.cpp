#include "domain/people/people.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosspoint::domain {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Time now{std::chrono::seconds{1'795'452'000}};

struct PeopleTest : testing::Test {
  PeopleTest() {
    add_user(1, "Zoé", "Martin", "1001", "default");
    add_user(2, "Bob", "Stone", "1002", "branch");
    directory.users[UserId{3}] = {.id = UserId{3}, .firstname = "Nomad"};
    people.reconfigured();
  }

  void add_user(std::int64_t id, std::string const& first, std::string const& last, std::string const& number,
                std::string const& context) {
    directory.users[UserId{id}] = {.id = UserId{id}, .firstname = first, .lastname = last, .lines = {LineId{id}}};
    directory.lines[LineId{id}] = {.id = LineId{id}, .user = UserId{id}, .name = number, .number = number, .context = context};
  }

  void keep(UserId user, directory::PersonalBook book) {
    flow::PersonalLoaded stored{{{user, std::move(book)}}};
    personal.loaded(stored);
  }

  /// "source id" of each person found, in order.
  std::vector<std::string> search(std::string_view pattern, std::optional<std::string> context = {}) {
    people.search({alice.asker, std::move(context)}, pattern, Lookup::search, now);
    return take();
  }

  std::vector<std::string> take() {
    std::vector<std::string> found;
    for (auto const& event : std::exchange(events, {}))
      if (auto const* const result = std::get_if<PeopleFound>(&event))
        for (auto const& person : result->people) found.push_back(person.source + " " + person.contact.id);
    return found;
  }

  Seeker const alice{{SessionId{10}, UserId{1}, ""}, {}};
  directory::Directory directory;
  Events events;
  flow::Effects effects;
  flow::Tokens tokens;
  PersonalContacts personal{1, directory, tokens, events, effects};
  People people{{.sources = {{"file", ContactSource::Kind::loaded}, {"ldap", ContactSource::Kind::asked}}},
                directory,
                personal,
                events,
                effects};
};

TEST_F(PeopleTest, P101_FindsUsersByNameAndNumberWhateverTheirAccents) {
  people.tick(now + std::chrono::hours(1));
  EXPECT_THAT(search(" "), ElementsAre("internal 2", "internal 3", "internal 1")) << "by name; nobody outside is asked";
  EXPECT_THAT(effects, IsEmpty());
}

TEST_F(PeopleTest, KnowsWhoseNumberItIsInTheHouseAndInFiles) {
  flow::SourceLoaded file{"file", {{"a", {{"name", "Acme"}, {"mobile", "+33 6 00 00 00 07"}}}}};
  people.loaded(file);
  ASSERT_NE(people.of_number("1001"), nullptr);
  EXPECT_EQ(people.of_number("1001")->id, "1");
  ASSERT_NE(people.of_number("0600000007"), nullptr);
  EXPECT_EQ(people.of_number("0600000007")->id, "a");
  EXPECT_EQ(people.of_number("100"), nullptr) << "a part of a number is another number";
  EXPECT_EQ(people.of_number(""), nullptr);
}

TEST_F(PeopleTest, T192_AsksOutsideWhoseNumberItIsWhenTheHouseDoesNotKnow) {
  std::vector<std::string> told;
  auto const tell = [&](directory::Contact const* contact, Time) { told.push_back(contact ? contact->id : "nobody"); };
  people.look_up_number("1002", tell, now);
  people.look_up_number("", tell, now);
  EXPECT_THAT(told, ElementsAre("2", "nobody")) << "at once";
  people.look_up_number("0600000007", tell, now);
  EXPECT_THAT(effects, ElementsAre(flow::AskSource{Token{1}, "ldap", flow::Matching{"0600000007"}}));
  flow::SourceAnswered answer{Token{1}, "ldap", {{"x", {{"number", "99"}}}, {"y", {{"number", "06 00 00 00 07"}}}}, ""};
  people.answered(answer, now);
  people.look_up_number("0600000008", tell, now);
  people.tick(now + std::chrono::seconds(2));
  EXPECT_THAT(told, ElementsAre("2", "nobody", "y", "nobody"));
}

TEST_F(PeopleTest, P101_AnswersWhenTheSourcesOutsideHave) {
  flow::SourceLoaded file{"file", {{"a", {{"name", "Martin Adam"}}}, {"b", {{"name", "Nobody"}}}}};
  people.loaded(file);
  EXPECT_THAT(search(" MARTIN "), IsEmpty());
  EXPECT_THAT(effects, ElementsAre(flow::AskSource{Token{1}, "ldap", flow::Matching{"MARTIN"}}));
  flow::SourceAnswered answer{Token{1}, "ldap", {{"uid=x", {{"firstname", "Émile"}, {"lastname", "Martin"}}}}, ""};
  people.answered(answer, now);
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(std::get<PeopleFound>(events.front()).pattern, " MARTIN ");
  EXPECT_THAT(take(), ElementsAre("ldap uid=x", "file a", "internal 1"));
}

TEST_F(PeopleTest, P078_FindsNoUserOfAnotherContextWhenTheyAreSeparated) {
  EXPECT_THAT(search("", "default"), ElementsAre("internal 1"));
  EXPECT_THAT(search("", "branch"), ElementsAre("internal 2"));
  EXPECT_THAT(search("", ""), IsEmpty()) << "a user without line sees none";
}

TEST_F(PeopleTest, P101_FindsTheSeekersPersonalContactsOnly) {
  keep(UserId{1}, {{{"a", {{"firstname", "Martina"}}}}, {}});
  keep(UserId{2}, {{{"b", {{"firstname", "Martinus"}}}}, {}});
  people.search(alice, "martin", Lookup::search, now + std::chrono::hours(1));
  people.tick(now + std::chrono::hours(2));
  EXPECT_THAT(take(), ElementsAre("personal a", "internal 1"));
}

TEST_F(PeopleTest, P106_ListsAllPersonalContacts) {
  directory::PersonalBook many;
  for (std::size_t i = 0; i <= People::most; ++i) many.contacts.push_back({std::to_string(i), {}});
  keep(UserId{1}, many);
  people.personal(alice, now);
  EXPECT_THAT(take(), SizeIs(People::most + 1));
}

TEST_F(PeopleTest, P103_CollectsFavouritesFromWhereverTheyAre) {
  keep(UserId{1},
       {{{"a", {}}}, {{"internal", "2"}, {"internal", "99"}, {"ldap", "x"}, {"ldap", "y"}, {"personal", "a"}, {"gone", "1"}}});
  people.favorites(alice, now);
  EXPECT_THAT(effects, ElementsAre(flow::AskSource{Token{1}, "ldap", flow::WithIds{{"x", "y"}}}));
  flow::SourceAnswered answer{Token{1}, "ldap", {{"x", {{"name", "Xu"}}}, {"z", {{"name", "not asked for"}}}}, ""};
  people.answered(answer, now);
  EXPECT_THAT(take(), ElementsAre("personal a", "internal 2", "ldap x"));
}

TEST_F(PeopleTest, P103_P078_FavouritesOfAnotherContextAreNotShown) {
  keep(UserId{1}, {{}, {{"internal", "1"}, {"internal", "2"}}});
  people.favorites({alice.asker, "default"}, now);
  EXPECT_THAT(take(), ElementsAre("internal 1"));
}

TEST_F(PeopleTest, P104_OnlyWhatExistsBecomesAFavourite) {
  for (auto const& entry :
       {directory::EntryName{"internal", "99"}, {"personal", "a"}, {"file", "a"}, {"nosuch", "1"}, {"ldap", ""}})
    people.set_favorite(alice, entry, true, now);
  EXPECT_THAT(effects, SizeIs(5));
  EXPECT_THAT(effects, Each(testing::VariantWith<Log>(testing::_)));
  people.set_favorite(alice, {"ldap", "x"}, true, now);
  EXPECT_EQ(effects.back(), (flow::Effect{flow::Store{Token{1}, flow::SaveFavorite{UserId{1}, {"ldap", "x"}, true}}}));
}

TEST_F(PeopleTest, P105_WhatIsGoneCanCeaseToBeAFavourite) {
  people.set_favorite(alice, {"gone", "x"}, false, now);
  EXPECT_EQ(effects.back(), (flow::Effect{flow::Store{Token{1}, flow::SaveFavorite{UserId{1}, {"gone", "x"}, false}}}));
}

TEST_F(PeopleTest, P101_ASearchComesAfterTheChangesOfItsUser) {
  personal.create(alice.asker, {{"firstname", "Zoé"}}, now);
  EXPECT_THAT(search(""), IsEmpty());
  personal.stored(Token{1}, true, now);
  EXPECT_EQ(take().size(), 4U);
}

TEST_F(PeopleTest, ForgetsTheFormerContentsOfASource) {
  flow::SourceLoaded first{"file", {{"a", {{"name", "Adam"}}}}};
  flow::SourceLoaded second{"file", {{"b", {{"name", "Berta"}}}}};
  people.loaded(first);
  people.loaded(second);
  directory.users.clear();
  people.reconfigured();
  EXPECT_THAT(search(""), ElementsAre("file b"));
}

TEST_F(PeopleTest, FindsALimitedNumberOfPeople) {
  for (std::int64_t id = 1; id <= 2000; ++id) add_user(id, "Many", std::to_string(id), std::to_string(id), "default");
  people.reconfigured();
  EXPECT_THAT(search(""), SizeIs(People::most));
}

}  // namespace
}  // namespace crosspoint::domain
