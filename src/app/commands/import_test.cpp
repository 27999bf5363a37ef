#include "app/commands/import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "app/commands/export.h"
#include "io/store/testing/fixture.h"

namespace crosspoint::app {
namespace {

using testing::HasSubstr;

struct ImportTest : io::store::StoreFixture {
  ImportTest() { config.store.uri = uri(); }

  int import(std::string const& text, entities::Unnamed unnamed = entities::Unnamed::stays) {
    auto const path = directory / "entities.yml";
    std::ofstream(path) << text;
    return import_file(path, unnamed);
  }
  int import_file(std::filesystem::path const& path, entities::Unnamed unnamed = entities::Unnamed::stays) {
    out.str("");
    errors.str("");
    return run_import(config, {path, unnamed}, out, errors);
  }
  std::string exported() {
    std::ostringstream text;
    EXPECT_EQ(run_export(config, {}, text, errors), 0);
    return text.str();
  }
  std::optional<std::string> hash_of(std::string const& login) { return open().password_hash(login).value(); }

  std::filesystem::path const demo = CROSSPOINT_SOURCE_DIR "/demo/demo.yml";
  Config config;
  std::ostringstream out, errors;
};

TEST_F(ImportTest, BringsInTheDemoWithItsPasswords) {
  ASSERT_EQ(import_file(demo), 0) << errors.str();
  EXPECT_EQ(out.str(),
            "contexts: 2 added, 0 changed, 0 removed, 2 in all\n"
            "presence groups: 1 added, 0 changed, 0 removed, 1 in all\n"
            "phone status groups: 1 added, 0 changed, 0 removed, 1 in all\n"
            "profiles: 4 added, 0 changed, 0 removed, 4 in all\n"
            "users: 8 added, 0 changed, 0 removed, 8 in all\n"
            "lines: 7 added, 0 changed, 0 removed, 7 in all\n"
            "agents: 2 added, 0 changed, 0 removed, 2 in all\n"
            "queues: 4 added, 0 changed, 0 removed, 4 in all\n"
            "voicemails: 2 added, 0 changed, 0 removed, 2 in all\n"
            "rooms: 1 added, 0 changed, 0 removed, 1 in all\n"
            "passwords: 8 set\n"
            "this server is now 0d3c6f5e-52a1-4b8e-9a57-6f1f0c2be001\n");
  EXPECT_TRUE(io::auth::matches(hash_of("alice").value(), "alice-demo"));
}

TEST_F(ImportTest, ChangesNothingTheSecondTime) {
  ASSERT_EQ(import_file(demo), 0);
  auto const hash = hash_of("alice");
  ASSERT_EQ(import_file(demo), 0);
  EXPECT_EQ(out.str(), "nothing changed\n");
  EXPECT_EQ(hash_of("alice"), hash);
}

TEST_F(ImportTest, ReadsWhatExportWritesAsTheSame) {
  ASSERT_EQ(import_file(demo), 0);
  auto const first = exported();
  ASSERT_EQ(import(first, entities::Unnamed::goes), 0) << errors.str();
  EXPECT_EQ(out.str(), "nothing changed\n");
  EXPECT_EQ(exported(), first);
  EXPECT_TRUE(hash_of("alice").has_value()) << "passwords stay";
}

TEST_F(ImportTest, LeavesNothingOfAFileWithAnError) {
  ASSERT_EQ(import_file(demo), 0);
  auto const before = stored_directory();
  EXPECT_EQ(
      import("users:\n  - {id: 1, login: alicia, firstname: Alicia, password: new}\n  - {id: 9, login: bob, firstname: Bob}\n"),
      1);
  EXPECT_EQ(out.str(), "");
  EXPECT_THAT(errors.str(),
              HasSubstr("entities.yml:3:20: login: 'bob' is claimed by users.2 and users.9\nNothing was imported.\n"));
  EXPECT_EQ(stored_directory(), before);
  EXPECT_TRUE(io::auth::matches(hash_of("alice").value(), "alice-demo"));
}

TEST_F(ImportTest, RemovesWhatTheFileDoesNotNameWhenAskedTo) {
  ASSERT_EQ(import_file(demo), 0);
  ASSERT_EQ(import("users:\n  - {id: 1, login: alice, firstname: Alice}\n", entities::Unnamed::goes), 0) << errors.str();
  EXPECT_THAT(out.str(), HasSubstr("users: 0 added, 1 changed, 7 removed, 1 in all\n"));
  EXPECT_EQ(hash_of("bob"), std::nullopt);
  EXPECT_TRUE(hash_of("alice").has_value());
}

TEST_F(ImportTest, SaysThatTheFileCannotBeRead) {
  EXPECT_EQ(import_file("/nowhere/x.yml"), 1);
  EXPECT_THAT(errors.str(), HasSubstr("/nowhere/x.yml: cannot be read: "));
}

TEST_F(ImportTest, SaysThatTheStoreCannotBeOpened) {
  config.store.uri = "sqlite:///nowhere/x.db";
  EXPECT_EQ(import_file(demo), 1);
  EXPECT_THAT(errors.str(), HasSubstr("the directory /nowhere of the store does not exist: create it"));
}

}  // namespace
}  // namespace crosspoint::app
