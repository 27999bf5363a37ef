#include "app/commands/user.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "app/commands/import.h"
#include "app/commands/password_input.h"
#include "io/store/testing/fixture.h"

namespace crosspoint::app {
namespace {

using testing::HasSubstr;

/// The commands on a store with the demo in it.
struct UserTest : io::store::StoreFixture {
  UserTest() {
    config.store.uri = uri();
    EXPECT_EQ(run_import(config, {CROSSPOINT_SOURCE_DIR "/demo/demo.yml"}, out, errors), 0);
    out.str("");
  }

  int add(UserAddOptions const& options) { return run_user_add(config, options, typed("secret"), out, errors); }
  static PasswordSource typed(std::string text) {
    return [text](std::string const&) {
      std::istringstream in(text + "\n");
      return read_password(in);
    };
  }
  bool lets_in(std::string const& login, std::string const& password) {
    auto const hash = open().password_hash(login).value();
    return hash && io::auth::matches(*hash, password);
  }

  Config config;
  std::ostringstream out, errors;
};

TEST_F(UserTest, AddsAUserWhoCanLogIn) {
  EXPECT_EQ(add({"ivan", "Ivan", "Horn", ProfileId{3}}), 0) << errors.str();
  EXPECT_EQ(out.str(), "added user ivan with id 9\n");
  auto const all = stored_directory();
  auto const* const ivan = all.user_by_login("ivan");
  ASSERT_TRUE(ivan);
  EXPECT_EQ(ivan->fullname(), "Ivan Horn");
  EXPECT_EQ(ivan->profile, ProfileId{3});
  EXPECT_EQ(ivan->uuid.size(), 36U);
  EXPECT_TRUE(lets_in("ivan", "secret"));
}

TEST_F(UserTest, RefusesAUserWhoCannotBe) {
  EXPECT_EQ(add({"alice", "Alice", "", {}}), 1);
  EXPECT_EQ(add({"", "Alice", "", {}}), 1);
  EXPECT_EQ(add({"ivan", "Ivan", "", ProfileId{77}}), 1);
  EXPECT_EQ(add({"ivan", "", "Horn", {}}), 1);
  EXPECT_EQ(errors.str(),
            "there is a user alice already\n"
            "a user needs a login\n"
            "profile: there is no profile 77\n"
            "firstname: found '', expected a name\n");
  EXPECT_EQ(stored_directory().users.size(), 8U);
}

TEST_F(UserTest, RefusesAnEmptyPassword) {
  EXPECT_EQ(run_user_add(config, {"ivan", "Ivan", "", {}}, typed(""), out, errors), 1);
  EXPECT_EQ(run_user_passwd(config, "alice", typed(""), out, errors), 1);
  EXPECT_EQ(errors.str(), "a password must not be empty\na password must not be empty\n");
  EXPECT_EQ(stored_directory().user_by_login("ivan"), nullptr);
  EXPECT_TRUE(lets_in("alice", "alice-demo"));
}

TEST_F(UserTest, ChangesAPassword) {
  EXPECT_EQ(run_user_passwd(config, "alice", typed("changed"), out, errors), 0);
  EXPECT_EQ(out.str(), "changed the password of alice\n");
  EXPECT_TRUE(lets_in("alice", "changed"));
  EXPECT_FALSE(lets_in("alice", "alice-demo"));
}

TEST_F(UserTest, SetsAPasswordBeforeItsUserIsThere) {
  EXPECT_EQ(run_user_passwd(config, "stranger", typed("secret"), out, errors), 0);
  EXPECT_EQ(out.str(), "changed the password of stranger, which is no user's login yet\n");
  EXPECT_TRUE(lets_in("stranger", "secret"));
}

TEST_F(UserTest, ListsWhoIsThere) {
  EXPECT_EQ(run_user_list(config, out, errors), 0);
  EXPECT_THAT(out.str(),
              HasSubstr("id    login               name                        profile         password  lines\n"
                        "1     alice               Alice Martin                Client          yes       1001@default\n"));
  EXPECT_THAT(out.str(), HasSubstr("8     heidi               Heidi Roux                  -               yes       -\n"));
}

TEST_F(UserTest, RemovesAUserWithLinesAndPassword) {
  EXPECT_EQ(run_user_remove(config, "carol", out, errors), 0) << errors.str();
  EXPECT_EQ(out.str(), "removed user carol with 1003@default\n");
  auto const all = stored_directory();
  EXPECT_EQ(all.user_by_login("carol"), nullptr);
  EXPECT_EQ(all.line(LineId{3}), nullptr);
  EXPECT_TRUE(all.queues.at(QueueId{3}).lines.empty());
  EXPECT_FALSE(open().password_hash("carol").value());
  EXPECT_EQ(run_user_remove(config, "carol", out, errors), 1);
  EXPECT_EQ(errors.str(), "there is no user carol\n");
}

TEST(PasswordInput, TakesOneLineWithoutItsEnd) {
  std::istringstream unix_line("open sesame\nmore");
  EXPECT_EQ(read_password(unix_line).value(), "open sesame");
  std::istringstream dos_line("open sesame\r\n");
  EXPECT_EQ(read_password(dos_line).value(), "open sesame");
  std::istringstream nothing("");
  EXPECT_EQ(read_password(nothing).error().detail, "a password must not be empty");
}

}  // namespace
}  // namespace crosspoint::app
