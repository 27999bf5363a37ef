#include "io/auth/authenticator.h"

#include <gtest/gtest.h>

#include <fstream>

#include "io/store/testing/fixture.h"

namespace crosspoint::io::auth {
namespace {

using Verdict = flow::PasswordChecked::Verdict;
using How = flow::PasswordChecked::How;

/// Users 1 alice and 2 bob with their passwords in a store of its own, and who decides on their logins.
struct AuthenticatorTest : store::StoreFixture {
  AuthenticatorTest() {
    fill(two_users());
    set_password("alice", "open sesame");
    start();
  }
  ~AuthenticatorTest() override { stop(); }

  void start() {
    authenticator = std::make_unique<Authenticator>(Checker::Options{}, LoginKey::open(key_file), inbox.deliver());
    keeper = store::Keeper::open(uri(), inbox.deliver(), {}, authenticator->store_hooks()).value();
  }
  void stop() {
    authenticator->stop();
    keeper->stop();
  }
  void restart() {
    stop();
    keeper.reset();
    start();
  }

  Verdict check(std::string login, std::string password) {
    authenticator->carry_out({{Token{++token}, std::move(login), std::move(password), "192.0.2.1"}}, *keeper);
    auto const answer = inbox.next<flow::PasswordChecked>();
    EXPECT_EQ(answer.token, Token{token});
    how = answer.how;
    return answer.verdict;
  }

  std::filesystem::path const key_file = directory / "login-key";
  store::CollectedInputs inbox;
  std::unique_ptr<Authenticator> authenticator;
  std::unique_ptr<store::Keeper> keeper;
  std::int64_t token = 0;
  How how{};
};

TEST_F(AuthenticatorTest, TellsRightFromWrongAndUnknown) {
  EXPECT_EQ(check("alice", "open sesame"), Verdict::right);
  EXPECT_EQ(check("alice", "open sesame!"), Verdict::wrong);
  EXPECT_EQ(check("bob", "open sesame"), Verdict::wrong) << "a user without password";
  EXPECT_EQ(check("nobody", ""), Verdict::wrong);
}

TEST_F(AuthenticatorTest, TakesAPasswordWhoseUserIsNotThere) {
  set_password("stranger", "open sesame");
  EXPECT_EQ(check("stranger", "open sesame"), Verdict::right);
}

TEST_F(AuthenticatorTest, TakesAChangedPasswordAtOnceAndTheOldOneNoMore) {
  EXPECT_EQ(check("alice", "open sesame"), Verdict::right);
  set_password("alice", "new");
  EXPECT_EQ(check("alice", "open sesame"), Verdict::wrong);
  EXPECT_EQ(check("alice", "new"), Verdict::right);
}

TEST_F(AuthenticatorTest, CannotTellAPasswordWhenTheStoreFails) {
  spoil();
  EXPECT_EQ(check("alice", "open sesame"), Verdict::failed);
  EXPECT_EQ(how, How::refused);
}

TEST_F(AuthenticatorTest, ChecksNothingThatIsLongerThanAPasswordOrLoginMayBe) {
  EXPECT_EQ(check("alice", std::string(1025, 'p')), Verdict::wrong);
  EXPECT_EQ(how, How::refused);
  EXPECT_EQ(check(std::string(1025, 'l'), "open sesame"), Verdict::wrong);
  EXPECT_EQ(how, How::refused);
  EXPECT_EQ(check("alice", std::string(1024, 'p')), Verdict::wrong);
  EXPECT_EQ(how, How::argon2id);
}

TEST_F(AuthenticatorTest, RemembersAfterARestartWhomItHasCheckedInFull) {
  EXPECT_EQ(check("alice", "open sesame"), Verdict::right);
  EXPECT_EQ(how, How::argon2id);
  restart();
  EXPECT_EQ(check("alice", "open sesame!"), Verdict::wrong);
  EXPECT_EQ(check("alice", "open sesame"), Verdict::right);
  EXPECT_EQ(how, How::remembered);
}

TEST_F(AuthenticatorTest, RemembersNoPasswordThatWasChangedOrRemovedSince) {
  EXPECT_EQ(check("alice", "open sesame"), Verdict::right);
  stop();
  set_password("alice", "new");
  EXPECT_EQ(open().credential("alice").value()->remembered, "");
  restart();
  EXPECT_EQ(check("alice", "open sesame"), Verdict::wrong);
  EXPECT_EQ(check("alice", "new"), Verdict::right);
  stop();
  EXPECT_NE(open().credential("alice").value()->remembered, "");
  fill({.xivo_uuid = two_users().xivo_uuid});
  restart();
  EXPECT_EQ(check("alice", "new"), Verdict::wrong);
}

TEST_F(AuthenticatorTest, ChecksInFullAfterItsKeyWasAltered) {
  EXPECT_EQ(check("alice", "open sesame"), Verdict::right);
  std::ofstream(key_file, std::ios::binary | std::ios::in | std::ios::out).put('x').put('y');
  restart();
  EXPECT_EQ(check("alice", "open sesame!"), Verdict::wrong);
  EXPECT_EQ(check("alice", "open sesame"), Verdict::right);
  EXPECT_EQ(how, How::argon2id);
}

TEST_F(AuthenticatorTest, KnowsTokensFromTheStartAndWhatBecomesOfThem) {
  auto const now = WallTime(std::chrono::hours(500'000));
  auto const made = make_token(store::AccessToken::Kind::api, "prometheus", {"metrics"}, now, {});
  auto const later = make_token(store::AccessToken::Kind::api, "other", {"metrics"}, now, {});
  EXPECT_TRUE(open().add_token(made.token));
  restart();
  EXPECT_TRUE(authenticator->tokens().admits(made.text, "metrics", now));
  EXPECT_TRUE(open().add_token(later.token));
  EXPECT_TRUE(open().revoke_token(made.token.id));
  while (authenticator->tokens().admits(made.text, "metrics", now)) inbox.next<flow::Configured>();
  EXPECT_TRUE(authenticator->tokens().admits(later.text, "metrics", now));
  stop();
  auto const stored = open().load_tokens().value();
  ASSERT_EQ(stored.size(), 1U);
  EXPECT_EQ(stored[0].used, now);
}

}  // namespace
}  // namespace crosspoint::io::auth
