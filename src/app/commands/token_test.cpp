#include "app/commands/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "io/auth/tokens.h"
#include "io/store/local_time.h"
#include "io/store/testing/fixture.h"

namespace crosspoint::app {
namespace {

using io::store::AccessToken;
using testing::HasSubstr;
using testing::MatchesRegex;

/// The commands on a store with users 1 alice and 2 bob.
struct TokenCommandTest : io::store::StoreFixture {
  TokenCommandTest() {
    config.store.uri = uri();
    fill(two_users());
  }

  int add(TokenAddOptions const& options) { return run_token_add(config, options, now, out, errors); }
  int list(WallTime at) { return run_token_list(config, at, out, errors); }
  int revoke(std::string const& name_or_id) { return run_token_revoke(config, name_or_id, out, errors); }
  [[nodiscard]] std::vector<AccessToken> stored() const { return open().load_tokens().value(); }
  static std::string shown(WallTime time) {
    auto text = io::store::local_time(time);
    return text.substr(0, 10) + " " + text.substr(11, 5);
  }

  WallTime const now{std::chrono::hours(500'000)};
  Config config;
  std::ostringstream out, errors;
};

TEST_F(TokenCommandTest, PrintsTheTextOfANewTokenAndNothingElse) {
  EXPECT_EQ(add({"prometheus", {"metrics"}, "90d"}), 0);
  EXPECT_THAT(out.str(), MatchesRegex("xp_[a-z0-9]+_[A-Za-z0-9_-]+\n"));
  auto const all = stored();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].expires, now + std::chrono::days(90));
  EXPECT_EQ(errors.str(), "added token prometheus with id " + all[0].id + ", good until " + shown(now + std::chrono::days(90)) +
                              "; its text is not shown again\n");
  io::auth::Tokens tokens;
  tokens.load(all);
  EXPECT_TRUE(tokens.admits(out.str().substr(0, out.str().size() - 1), "metrics", now));
}

TEST_F(TokenCommandTest, RefusesWhatATokenCannotBe) {
  EXPECT_EQ(add({"", {"metrics"}, ""}), 1);
  EXPECT_EQ(add({std::string(65, 'n'), {"metrics"}, ""}), 1);
  EXPECT_EQ(add({"a\nb", {"metrics"}, ""}), 1);
  for (auto const& wrong : {"everything", "", "metrics "}) EXPECT_EQ(add({"scope", {"metrics", wrong}, ""}), 1) << wrong;
  for (auto const* const wrong : {"90", "d", "0d", "-1d", "90m", "3651d", "87601h", "9223372036854775807h", "1.5d"})
    EXPECT_EQ(add({"expires", {"metrics"}, wrong}), 1) << wrong;
  EXPECT_THAT(errors.str(), HasSubstr("a token needs a name of 1 to 64 printable characters\n"));
  EXPECT_THAT(errors.str(), HasSubstr("--scope: found 'everything', expected metrics or api\n"));
  EXPECT_THAT(errors.str(), HasSubstr("--expires: found '90m', expected a time such as 90d or 12h, at most 3650d\n"));
  EXPECT_EQ(out.str(), "");
  EXPECT_TRUE(stored().empty());
}

TEST_F(TokenCommandTest, ListsTokensWithoutTheirTexts) {
  EXPECT_EQ(add({"prometheus", {"metrics"}, "12h"}), 0);
  auto const text = out.str();
  EXPECT_TRUE(open().save_token_uses({{stored()[0].id, now + std::chrono::minutes(5)}}));
  EXPECT_EQ(add({"lasting", {"metrics"}, ""}), 0);
  auto board = io::auth::make_token(AccessToken::Kind::board, "hall", {}, now, {}).token;
  board.owner = UserId{1};
  EXPECT_TRUE(open().add_token(board));
  out.str("");
  EXPECT_EQ(list(now), 0);
  EXPECT_THAT(
      out.str(),
      HasSubstr("id          kind     name                owner           scopes          expires           last used\n"));
  EXPECT_THAT(out.str(), HasSubstr("  api      prometheus          -               metrics         " +
                                   shown(now + std::chrono::hours(12)) + "  "));
  EXPECT_THAT(out.str(), HasSubstr("  " + shown(now + std::chrono::minutes(5)) + "\n"));
  EXPECT_THAT(out.str(), HasSubstr("  api      lasting             -               metrics         never             never\n"));
  EXPECT_THAT(out.str(), HasSubstr("  board    hall                alice           -               never             never\n"));
  EXPECT_THAT(out.str(), testing::Not(HasSubstr(text.substr(text.find('_', 3)))));
  out.str("");
  EXPECT_EQ(list(now + std::chrono::hours(12)), 0);
  EXPECT_THAT(out.str(), HasSubstr("  metrics         expired           "));
}

TEST_F(TokenCommandTest, RevokesATokenByItsNameOrId) {
  for (auto const* const name : {"one", "two", "three"}) EXPECT_EQ(add({name, {"metrics"}, ""}), 0);
  auto const all = stored();
  auto const id_of = [&](std::string const& name) { return std::ranges::find(all, name, &AccessToken::name)->id; };
  out.str("");
  EXPECT_EQ(revoke("two"), 0);
  EXPECT_EQ(revoke(id_of("three")), 0);
  EXPECT_EQ(out.str(), "revoked token two with id " + id_of("two") + "\nrevoked token three with id " + id_of("three") + "\n");
  ASSERT_EQ(stored().size(), 1U);
  EXPECT_EQ(stored()[0].name, "one");
  errors.str("");
  EXPECT_EQ(revoke("two"), 1);
  EXPECT_EQ(errors.str(), "there is no token two\n");
}

}  // namespace
}  // namespace crosspoint::app
