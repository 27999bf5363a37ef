#include "io/auth/tokens.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "io/auth/token_text.h"

namespace crosspoint::io::auth {
namespace {

using store::AccessToken;
using Kind = AccessToken::Kind;

WallTime const now{std::chrono::hours(500'000)};

struct TokensTest : testing::Test {
  NewToken made = make_token(Kind::api, "prometheus", {"metrics"}, now, now + std::chrono::days(1));
  Tokens tokens;

  TokensTest() { tokens.load({made.token}); }
};

TEST_F(TokensTest, HaveATextOfIdAndSecretOfWhichOnlyTheDigestIsKept) {
  auto const parts = parse_token(made.text);
  ASSERT_TRUE(parts);
  EXPECT_EQ(made.text, "xp_" + made.token.id + "_" + std::string(parts->secret));
  EXPECT_EQ(parts->secret.size(), 43U);
  EXPECT_EQ(made.token.digest, digest_of(parts->secret));
  EXPECT_EQ(made.token.digest.size(), 64U);
  EXPECT_EQ(made.token.digest.find(parts->secret), std::string::npos);
  EXPECT_NE(make_token(Kind::api, "prometheus", {}, now, {}).text, made.text);
}

TEST_F(TokensTest, AreTakenUntilTheyExpireAndNotAfter) {
  auto const held = tokens.check(made.text, now + std::chrono::days(1) - Duration(1));
  ASSERT_TRUE(held);
  EXPECT_EQ(held->id, made.token.id);
  EXPECT_FALSE(tokens.check(made.text, now + std::chrono::days(1)));
}

TEST_F(TokensTest, AreRefusedWithAnotherSecretOrIdAndOnceTheyAreRevoked) {
  auto const other = make_token(Kind::api, "other", {"metrics"}, now, {});
  EXPECT_FALSE(tokens.check(other.text, now)) << "not in the store";
  EXPECT_FALSE(tokens.check("xp_" + made.token.id + "_" + random_secret(), now));
  EXPECT_FALSE(tokens.check("xp_other" + made.text.substr(made.text.find('_', 3)), now));
  tokens.load({other.token});
  EXPECT_FALSE(tokens.check(made.text, now));
  EXPECT_TRUE(tokens.check(other.text, now));
}

TEST_F(TokensTest, AreGoodForTheirScopesOnlyAndThoseOfProgramsAlone) {
  EXPECT_TRUE(tokens.admits(made.text, "metrics", now));
  EXPECT_FALSE(tokens.admits(made.text, "metric", now));
  EXPECT_FALSE(tokens.admits(made.text, "", now));
  auto const board = make_token(Kind::board, "hall", {"metrics"}, now, {});
  tokens.load({board.token});
  EXPECT_TRUE(tokens.check(board.text, now));
  EXPECT_FALSE(tokens.admits(board.text, "metrics", now));
}

TEST_F(TokensTest, NoteTheMinuteOfTheirLastUseAndOnlyOfAUse) {
  using Uses = std::map<std::string, WallTime>;
  auto const minute = std::chrono::minutes(1);
  EXPECT_FALSE(tokens.check("xp_" + made.token.id + "_" + random_secret(), now));
  EXPECT_EQ(tokens.take_uses(), Uses{});
  EXPECT_TRUE(tokens.check(made.text, now));
  EXPECT_TRUE(tokens.check(made.text, now + minute - Duration(1)));
  EXPECT_EQ(tokens.take_uses(), (Uses{{made.token.id, now}}));
  EXPECT_EQ(tokens.take_uses(), Uses{});
  EXPECT_EQ(tokens.check(made.text, now + minute)->used, now + minute);
  EXPECT_EQ(tokens.take_uses(), (Uses{{made.token.id, now + minute}}));
  EXPECT_TRUE(tokens.check(made.text, now)) << "the clock was set back";
  EXPECT_EQ(tokens.take_uses(), (Uses{{made.token.id, now}}));
}

TEST_F(TokensTest, CanBeCheckedByManyThreadsWhileTheyAreLoaded) {
  std::vector<std::thread> threads;
  std::atomic<int> taken = 0;
  for (auto thread = 0; thread < 4; ++thread)
    threads.emplace_back([&] {
      for (auto i = 0; i < 1000; ++i) taken += tokens.admits(made.text, "metrics", now) ? 1 : 0;
    });
  for (auto i = 0; i < 1000; ++i) tokens.load({made.token});
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(taken, 4000);
}

TEST(TokenText, TakesNothingThatIsNotExactlyOne) {
  std::string const secret(43, 'a');
  EXPECT_TRUE(parse_token("xp_0z_" + secret));
  EXPECT_EQ(parse_token("xp_id__" + std::string(42, '-'))->id, "id") << "a secret may begin with the character that parts it";
  for (auto const& text :
       {std::string(), std::string("xp_"), std::string("xp__"), "xp__" + secret, "xp_id_" + secret + "a",
        "xp_id_" + secret.substr(1), "XP_id_" + secret, "xp_Id_" + secret, "xp_id_" + secret.substr(1) + "=",
        "xp_id_" + secret.substr(1) + std::string(1, '\0'), " xp_id_" + secret, "xp_" + std::string(33, 'i') + "_" + secret,
        "xp_\xff_" + secret, "xp_id_" + secret.substr(1) + "\n", std::string(1'000'000, '_')})
    EXPECT_FALSE(parse_token(text)) << text.substr(0, 60);
}

/// Whatever a client sends in place of a token is refused and nothing else.
TEST(TokenText, TakesAnyBytes) {
  std::uint64_t state = 1;
  for (auto round = 0; round < 20'000; ++round) {
    std::string text = "xp_a_" + std::string(43, 'b');
    for (auto change = 0; change < 3; ++change) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      text[(state >> 33) % text.size()] = static_cast<char>(state >> 56);
      if (state % 7 == 0) text.resize((state >> 40) % 60);
      if (text.empty()) break;
    }
    auto const parts = parse_token(text);
    if (parts) {
      EXPECT_EQ("xp_" + std::string(parts->id) + "_" + std::string(parts->secret), text);
    }
  }
}

}  // namespace
}  // namespace crosspoint::io::auth
