#include "io/store/migrations.h"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "io/store/testing/fixture.h"

namespace crosspoint::io::store {
namespace {

struct MigrationsTest : StoreFixture {
  soci::session sql{soci::sqlite3, "dbname=" + file().string()};
};

int number(soci::session& sql, std::string const& query) {
  int value = -1;
  sql << query, soci::into(value);
  return value;
}

std::vector<Migration> first(std::size_t count) {
  auto const& all = embedded_migrations();
  return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)};
}

TEST_F(MigrationsTest, AreNumberedFromOneWithoutGap) {
  for (std::size_t i = 0; i < embedded_migrations().size(); ++i)
    EXPECT_EQ(std::stoul(std::string(embedded_migrations()[i].name.substr(0, 3))), i + 1);
}

TEST_F(MigrationsTest, LeadFromEveryEarlierVersionToTheNewest) {
  auto const newest = embedded_migrations().size();
  for (std::size_t earlier = 0; earlier <= newest; ++earlier) {
    auto const path = (directory / (std::to_string(earlier) + ".db")).string();
    soci::session old(soci::sqlite3, "dbname=" + path);
    ASSERT_TRUE(migrate(old, first(earlier)));
    if (earlier > 0)
      old << "INSERT INTO users VALUES (1, '00000000-0000-4000-8000-000000000011', 'alice', 'Alice', '', '', NULL, NULL, NULL, "
             "1)";
    if (earlier > 1) old << "INSERT INTO user_services VALUES (1, 0, 0, 0, 0, 0, '', 0, '', 0, '')";
    auto database = Database::open("sqlite://" + path).value();
    EXPECT_EQ(database.load().value().users.size(), earlier > 0 ? 1U : 0U) << "from version " << earlier;
    EXPECT_EQ(number(old, "SELECT MAX(version) FROM schema_version"), static_cast<int>(newest));
  }
}

TEST_F(MigrationsTest, AreAppliedOnce) {
  std::vector<Migration> const counting{{"001_one", "CREATE TABLE t (n INTEGER);\nINSERT INTO t VALUES (1);\n"}};
  ASSERT_TRUE(migrate(sql, counting));
  ASSERT_TRUE(migrate(sql, counting));
  EXPECT_EQ(number(sql, "SELECT COUNT(*) FROM t"), 1);
}

TEST_F(MigrationsTest, LeaveNothingOfOneThatFailsAndKeepThoseBefore) {
  auto const failed = migrate(sql, {{"001_good", "CREATE TABLE a (n INTEGER);\n"},
                                    {"002_bad", "CREATE TABLE b (n INTEGER);\nINSERT INTO nowhere VALUES (1);\n"}});
  ASSERT_FALSE(failed);
  EXPECT_TRUE(failed.error().detail.starts_with("migration 002_bad of the store failed: ")) << failed.error().detail;
  EXPECT_EQ(number(sql, "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('a', 'b')"), 1);
  EXPECT_EQ(number(sql, "SELECT MAX(version) FROM schema_version"), 1);
}

TEST_F(MigrationsTest, RefuseAStoreThatIsNewer) {
  fill(two_users());
  sql << "INSERT INTO schema_version VALUES (99, '099_from_tomorrow')";
  auto const refused = Database::open(uri());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().detail, "the store has layout version 99, this program knows only up to " +
                                        std::to_string(embedded_migrations().size()) +
                                        ": it was used by a newer Crosspoint; install that version");
}

}  // namespace
}  // namespace crosspoint::io::store
