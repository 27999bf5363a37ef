#include "io/store/database.h"

#include <gtest/gtest.h>

#include "io/store/testing/everything.h"
#include "io/store/testing/fixture.h"

namespace crosspoint::io::store {
namespace {

using DatabaseTest = StoreFixture;

TEST_F(DatabaseTest, GivesBackEverythingThatWasStored) {
  fill(everything());
  EXPECT_EQ(stored_directory(), everything());
}

TEST_F(DatabaseTest, ChangesAndRemovesWhatDiffers) {
  fill(everything());
  auto changed = everything();
  changed.lines.erase(LineId{4});
  changed.users.at(UserId{1}).lines = {LineId{9}};
  changed.queues.at(QueueId{1}).lines = {LineId{9}};
  changed.presence_groups.at("office").presences.at(1).allowed = {"away"};
  changed.profiles.at(ProfileId{3}).xlets.pop_back();
  changed.rooms.clear();
  fill(changed);
  EXPECT_EQ(stored_directory(), changed);
  directory::Directory empty;
  empty.xivo_uuid = changed.xivo_uuid;
  fill(empty);
  EXPECT_EQ(stored_directory(), empty);
}

TEST_F(DatabaseTest, WritesNothingWhenNothingDiffers) {
  fill(everything());
  auto watcher = open();
  auto const before = watcher.version_of_others().value();
  fill(everything());
  EXPECT_EQ(watcher.version_of_others().value(), before);
}

TEST_F(DatabaseTest, LetsUsersExchangeTheirLoginsAndKeepTheirPasswords) {
  fill(two_users());
  set_password("alice", "of user 1");
  set_password("bob", "of user 2");
  auto exchanged = two_users();
  exchanged.users.at(UserId{1}).login = "bob";
  exchanged.users.at(UserId{2}).login = "alice";
  fill(exchanged);
  EXPECT_EQ(stored_directory(), exchanged);
  EXPECT_TRUE(auth::matches(open().password_hash("bob").value().value(), "of user 1"));
  EXPECT_TRUE(auth::matches(open().password_hash("alice").value().value(), "of user 2"));
}

TEST_F(DatabaseTest, ForgetsThePasswordOfARemovedUser) {
  fill(two_users());
  set_password("alice", "x");
  set_password("bob", "y");
  auto alone = two_users();
  alone.users.erase(UserId{1});
  fill(alone);
  EXPECT_EQ(open().logins_with_password().value(), std::set<std::string>{"bob"});
}

TEST_F(DatabaseTest, LeavesNothingOfAnUpdateThatIsRefused) {
  fill(two_users());
  auto const refused = open().update([](auto const&) -> Result<Update> { return fail(Errc::denied, "no"); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().detail, "no");
  EXPECT_EQ(stored_directory(), two_users());
}

TEST_F(DatabaseTest, LeavesNothingOfAnUpdateThatBreaksInTheMiddle) {
  fill(two_users());
  auto broken = everything();
  broken.queues.at(QueueId{1}).agents = {AgentId{77}};  // found by the foreign key, at the commit
  auto const refused = open().update([&](auto const&) { return Update{broken, {{"alice", "hash"}}}; });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::unavailable);
  EXPECT_EQ(stored_directory(), two_users());
  EXPECT_EQ(open().password_hash("alice").value(), std::nullopt);
}

TEST_F(DatabaseTest, GivesANewStoreAnIdentityThatStays) {
  auto const uuid = stored_directory().xivo_uuid;
  EXPECT_EQ(uuid.size(), 36U);
  EXPECT_EQ(stored_directory().xivo_uuid, uuid);
}

TEST_F(DatabaseTest, CanBeReadWhileAnotherProcessWrites) {
  fill(two_users());
  auto reader = open();
  auto const done = open().update([&](auto const& before) {
    EXPECT_EQ(reader.load().value(), two_users());
    return Update{before, {{"alice", "hash"}}};
  });
  EXPECT_TRUE(done);
  EXPECT_EQ(reader.password_hash("alice").value(), "hash");
}

TEST_F(DatabaseTest, IsReadableByItsOwnerOnly) {
  fill(two_users());
  auto const others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
  EXPECT_EQ(std::filesystem::status(file()).permissions() & others, std::filesystem::perms::none);
}

}  // namespace
}  // namespace crosspoint::io::store
