#include "io/store/archive.h"

#include <gtest/gtest.h>

#include "io/store/testing/fixture.h"

namespace crosspoint::io::store {
namespace {

constexpr Time now{std::chrono::seconds{1'795'452'018}};

struct ArchiveTest : StoreFixture {
  ArchiveTest() { fill(two_users()); }

  bool write(UserId from, UserId to, Time sent, std::string text) {
    return database.save({flow::SaveChat{from, to, sent, "Desk", std::move(text)}}).value().at(0);
  }

  std::vector<std::string> messages() {
    std::vector<std::string> texts;
    soci::session sql(soci::sqlite3, "dbname=" + file().string());
    soci::rowset<std::string> const rows = (sql.prepare << "SELECT text FROM chat_messages ORDER BY sent");
    for (auto const& text : rows) texts.push_back(text);
    return texts;
  }

  using Texts = std::vector<std::string>;
  Database database = open();
};

TEST_F(ArchiveTest, P188_KeepsWhatWasWritten) {
  EXPECT_TRUE(write(UserId{1}, UserId{2}, now, "Grüße"));
  soci::session sql(soci::sqlite3, "dbname=" + file().string());
  long long sent = 0, from = 0, to = 0;
  std::string alias, text;
  sql << "SELECT sent, from_user, to_user, alias, text FROM chat_messages", soci::into(sent), soci::into(from), soci::into(to),
      soci::into(alias), soci::into(text);
  EXPECT_EQ(sent, 1'795'452'018'000'000);
  EXPECT_EQ(std::tuple(from, to, alias, text), std::tuple(1, 2, "Desk", "Grüße"));
}

TEST_F(ArchiveTest, P190_KeepsNothingForAUserWhoIsNotThere) {
  EXPECT_FALSE(write(UserId{1}, UserId{99}, now, "lost"));
  EXPECT_FALSE(write(UserId{99}, UserId{1}, now, "lost"));
  EXPECT_EQ(messages(), Texts{});
}

TEST_F(ArchiveTest, ForgetsWhatIsOlderThanItMayBe) {
  write(UserId{1}, UserId{2}, now - std::chrono::days(8), "old");
  write(UserId{1}, UserId{2}, now - std::chrono::days(7), "just young enough");
  ASSERT_TRUE(database.forget_old({.chat = std::chrono::days(7)}, now));
  EXPECT_EQ(messages(), Texts{"just young enough"});
  ASSERT_TRUE(database.forget_old({.chat = std::chrono::days(0)}, now));
  EXPECT_EQ(messages(), Texts{});
}

TEST_F(ArchiveTest, ForgetsAUserWithHisMessages) {
  write(UserId{1}, UserId{2}, now, "to bob");
  write(UserId{2}, UserId{1}, now, "from bob");
  write(UserId{1}, UserId{1}, now, "to myself");
  auto without_bob = two_users();
  without_bob.users.erase(UserId{2});
  fill(without_bob);
  EXPECT_EQ(messages(), Texts{"to myself"});
}

TEST_F(ArchiveTest, GivesNobodyThePastOfWhoHadHisNumberBefore) {
  write(UserId{1}, UserId{2}, now, "to bob");
  auto changed = two_users();
  changed.users.at(UserId{2}).lastname = "Stone";
  fill(changed);
  EXPECT_EQ(messages(), Texts{"to bob"}) << "still the same person";
  changed.users.at(UserId{2}).uuid = "00000000-0000-4000-8000-000000000099";
  fill(changed);
  EXPECT_EQ(messages(), Texts{});
}

}  // namespace
}  // namespace crosspoint::io::store
