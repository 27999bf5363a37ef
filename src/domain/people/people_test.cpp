#include "domain/people/people.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosspoint::domain {
namespace {

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

  /// "source id" of each person found, in order.
  std::vector<std::string> search(std::string_view pattern, std::optional<std::string> context = {}) {
    people.search({{SessionId{10}, UserId{1}, ""}, std::move(context)}, pattern, Lookup::search, now);
    return take();
  }

  std::vector<std::string> take() {
    std::vector<std::string> found;
    for (auto const& event : std::exchange(events, {}))
      for (auto const& person : std::get<PeopleFound>(event).people) found.push_back(person.source + " " + person.contact.id);
    return found;
  }

  directory::Directory directory;
  Events events;
  flow::Effects effects;
  People people{
      {.sources = {{"file", ContactSource::Kind::loaded}, {"ldap", ContactSource::Kind::asked}}}, directory, events, effects};
};

TEST_F(PeopleTest, P101_FindsUsersByNameAndNumberWhateverTheirAccents) {
  people.tick(now + std::chrono::hours(1));
  EXPECT_THAT(search(" "), ElementsAre("internal 2", "internal 3", "internal 1")) << "by name; nobody outside is asked";
  EXPECT_THAT(effects, IsEmpty());
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
