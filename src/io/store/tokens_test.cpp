#include "io/store/tokens.h"

#include <gtest/gtest.h>

#include "io/store/testing/fixture.h"

namespace crosspoint::io::store {
namespace {

using Kind = AccessToken::Kind;

WallTime const then{std::chrono::hours(500'000)};

AccessToken token(std::string const& id, Kind kind, std::optional<UserId> owner = {}) {
  return {.id = id,
          .kind = kind,
          .name = "of " + id,
          .digest = std::string(64, 'd'),
          .family = id,
          .owner = owner,
          .scopes = {},
          .created = then,
          .expires = {},
          .used = {}};
}

/// A store with users 1 alice and 2 bob.
struct StoredTokensTest : StoreFixture {
  StoredTokensTest() { fill(two_users()); }

  [[nodiscard]] std::vector<std::string> ids() const {
    std::vector<std::string> all;
    auto const stored = open().load_tokens().value();
    for (auto const& each : stored) all.push_back(each.id);
    return all;
  }
};

using Ids = std::vector<std::string>;

TEST_F(StoredTokensTest, ComeBackAsTheyWere) {
  auto full = token("full", Kind::sign_in, UserId{1});
  full.scopes = {"metrics", "users:read"};
  full.expires = then + std::chrono::days(90);
  full.used = then + Duration(1);
  std::vector<AccessToken> const all{token("api", Kind::api), token("board", Kind::board), full, token("ticket", Kind::ticket)};
  for (auto const& each : all) EXPECT_TRUE(open().add_token(each));
  EXPECT_EQ(open().load_tokens().value(), all);
}

TEST_F(StoredTokensTest, OfProgramsHaveNamesOfTheirOwn) {
  EXPECT_TRUE(open().add_token(token("one", Kind::api)));
  auto same = token("two", Kind::api);
  same.name = "of one";
  EXPECT_EQ(open().add_token(same).error().detail, "there is a token of one already");
  same.kind = Kind::sign_in;
  EXPECT_TRUE(open().add_token(same));
}

TEST_F(StoredTokensTest, AreAHundredForEachOwnerAtMost) {
  auto database = open();
  for (auto i = 0; i < 100; ++i) EXPECT_TRUE(database.add_token(token("b" + std::to_string(i), Kind::board, UserId{1})));
  EXPECT_EQ(database.add_token(token("more", Kind::board, UserId{1})).error().detail,
            "there are 100 tokens already: revoke some first");
  EXPECT_TRUE(database.add_token(token("of-bob", Kind::board, UserId{2})));
  EXPECT_TRUE(database.add_token(token("of-nobody", Kind::api)));
}

TEST_F(StoredTokensTest, AreRevokedWithTheirFamily) {
  auto successor = token("b", Kind::sign_in, UserId{1});
  successor.family = "a";
  for (auto const& each : {token("a", Kind::sign_in, UserId{1}), successor, token("c", Kind::sign_in, UserId{1})})
    EXPECT_TRUE(open().add_token(each));
  EXPECT_TRUE(open().revoke_token("b"));
  EXPECT_EQ(ids(), Ids{"c"});
  EXPECT_TRUE(open().revoke_token("never was"));
  EXPECT_EQ(ids(), Ids{"c"});
}

TEST_F(StoredTokensTest, EndWithTheirUser) {
  for (auto const& each : {token("a", Kind::board, UserId{1}), token("b", Kind::sign_in, UserId{2}), token("c", Kind::api)})
    EXPECT_TRUE(open().add_token(each));
  auto without_alice = two_users();
  without_alice.users.erase(UserId{1});
  without_alice.users.at(UserId{2}).firstname = "Robert";
  fill(without_alice);
  EXPECT_EQ(ids(), (Ids{"b", "c"})) << "bob has only changed his name";
  without_alice.users.at(UserId{2}).uuid = "00000000-0000-4000-8000-000000000099";
  fill(without_alice);
  EXPECT_EQ(ids(), Ids{"c"}) << "number 2 is somebody else now";
}

TEST_F(StoredTokensTest, OfBrowsersEndWithThePassword) {
  for (auto const& each : {token("a", Kind::sign_in, UserId{1}), token("b", Kind::board, UserId{1}),
                           token("c", Kind::sign_in, UserId{2}), token("d", Kind::api)})
    EXPECT_TRUE(open().add_token(each));
  set_password("alice", "another one");
  EXPECT_EQ(ids(), (Ids{"b", "c", "d"}));
}

TEST_F(StoredTokensTest, KnowWhenTheyWereUsedLast) {
  EXPECT_TRUE(open().add_token(token("a", Kind::api)));
  EXPECT_TRUE(open().save_token_uses({{"a", then + Duration(7)}, {"gone", then}}));
  EXPECT_EQ(open().load_tokens().value().at(0).used, then + Duration(7));
}

TEST_F(StoredTokensTest, AreForgottenAMonthAfterTheyHaveExpired) {
  auto brief = token("brief", Kind::api);
  brief.expires = then;
  EXPECT_TRUE(open().add_token(brief));
  EXPECT_TRUE(open().add_token(token("lasting", Kind::api)));
  EXPECT_TRUE(open().forget_old({}, then + std::chrono::days(30)));
  EXPECT_EQ(ids(), (Ids{"brief", "lasting"}));
  EXPECT_TRUE(open().forget_old({}, then + std::chrono::days(30) + Duration(1)));
  EXPECT_EQ(ids(), Ids{"lasting"});
}

}  // namespace
}  // namespace crosspoint::io::store
