#include "app/entities/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/entities/read.h"

namespace crosspoint::app::entities {
namespace {

using directory::Directory;
using testing::ElementsAre;
using testing::Key;

/// A store with users 1 and 2, a line each, and do-not-disturb set by both.
struct MergeTest : testing::Test {
  MergeTest() {
    stored.xivo_uuid = "00000000-0000-4000-8000-000000000000";
    stored.contexts["default"] = {"default", ""};
    for (auto const id : {1, 2}) {
      auto const digit = std::to_string(id);
      auto& user = stored.users[UserId{id}];
      user.id = UserId{id};
      user.uuid = "00000000-0000-4000-8000-00000000000" + digit;
      user.login = "user" + digit;
      user.firstname = "Old";
      user.services.dnd = true;
      user.lines = {LineId{id}};
      auto& line = stored.lines[LineId{id}];
      line.id = LineId{id};
      line.user = UserId{id};
      line.name = line.number = "100" + digit;
    }
  }

  Directory import(std::string const& text, Unnamed unnamed = Unnamed::stays) {
    draft = read(yaml::parse(text, problems).value(), problems);
    auto merged = merge(stored, draft, unnamed, [] { return "00000000-0000-4000-8000-00000000000f"; });
    check(merged, draft, problems);
    return merged;
  }

  Directory stored;
  Draft draft;
  yaml::Problems problems{"f"};
};

TEST_F(MergeTest, LeavesWhatTheFileDoesNotName) {
  EXPECT_EQ(import(""), stored);
  EXPECT_TRUE(problems.empty());
}

TEST_F(MergeTest, RemovesItWhenAskedTo) {
  auto const merged = import("users: [{id: 2, firstname: New}]", Unnamed::goes);
  EXPECT_THAT(merged.users, ElementsAre(Key(UserId{2})));
  EXPECT_TRUE(merged.lines.empty());
  EXPECT_TRUE(merged.contexts.empty());
  EXPECT_EQ(merged.xivo_uuid, stored.xivo_uuid);
}

TEST_F(MergeTest, KeepsServicesAndUuidOfAUserItChanges) {
  auto const merged = import("users: [{id: 1, firstname: New, login: new}]", Unnamed::goes);
  auto const& user = merged.users.at(UserId{1});
  EXPECT_EQ(user.firstname, "New");
  EXPECT_EQ(user.login, "new");
  EXPECT_EQ(user.uuid, stored.users.at(UserId{1}).uuid);
  EXPECT_TRUE(user.services.dnd);
}

TEST_F(MergeTest, TakesServicesAndUuidWhenTheFileGivesThem) {
  auto const merged = import("users: [{id: 1, firstname: New, uuid: 00000000-0000-4000-8000-00000000000a, services: {}}]");
  EXPECT_FALSE(merged.users.at(UserId{1}).services.dnd);
  EXPECT_EQ(merged.users.at(UserId{1}).uuid, "00000000-0000-4000-8000-00000000000a");
}

TEST_F(MergeTest, GivesANewUserAUuid) {
  EXPECT_EQ(import("users: [{id: 3, firstname: New}]").users.at(UserId{3}).uuid, "00000000-0000-4000-8000-00000000000f");
}

TEST_F(MergeTest, GivesANamedUserTheLinesOfTheFileAndNoOthers) {
  auto const merged = import("users: [{id: 1, firstname: New, lines: [{id: 7, name: x}]}, {id: 2, firstname: New}]");
  EXPECT_THAT(merged.lines, ElementsAre(Key(LineId{7})));
  EXPECT_TRUE(merged.users.at(UserId{2}).lines.empty());
  EXPECT_TRUE(problems.empty());
}

TEST_F(MergeTest, TellsAConflictWithTheStoreAtThePlaceInTheFile) {
  import("users: [{id: 1, firstname: New, login: user2}]");
  EXPECT_THAT(problems.lines(), ElementsAre("f:1:40: login: 'user2' is claimed by users.1 and users.2, which is in the store"));
}

TEST_F(MergeTest, TellsWhenALineBelongsToAUserInTheStore) {
  import("users: [{id: 1, firstname: New, lines: [{id: 2, name: x}]}]");
  EXPECT_THAT(problems.lines(), ElementsAre("f:1:40: lines: '2' is claimed by users.1 and users.2, which is in the store"));
}

TEST_F(MergeTest, TellsWhatARemovalWouldLeaveDangling) {
  stored.queues[QueueId{1}] = {QueueId{1}, "blue", "", "", "default", {}, {LineId{1}}};
  import("users: [{id: 1, firstname: New}]");
  EXPECT_THAT(problems.lines(), ElementsAre("f: queues.1.lines in the store: there is no line 1"));
}

}  // namespace
}  // namespace crosspoint::app::entities
