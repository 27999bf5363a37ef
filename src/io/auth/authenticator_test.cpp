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

  flow::SignInAnswered sign_in(Authenticator::SignInOrder order);

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

/// Carries out one order and waits for its answer.
flow::SignInAnswered AuthenticatorTest::sign_in(Authenticator::SignInOrder order) {
  authenticator->carry_out(std::vector{std::move(order)}, *keeper);
  return inbox.next<flow::SignInAnswered>();
}

TEST_F(AuthenticatorTest, P222_ExchangesTokensWhichAreGoodAfterARestart) {
  auto const first = sign_in(flow::GiveSignIn{Token{1}, UserId{1}});
  EXPECT_EQ(first.token, Token{1});
  EXPECT_EQ(first.user, UserId{1});
  restart();
  auto const next = sign_in(flow::TakeSignIn{Token{2}, first.text});
  EXPECT_EQ(next.verdict, flow::SignInAnswered::Verdict::good);
  EXPECT_EQ(next.login, first.login);
  EXPECT_NE(next.text, first.text);
  restart();
  EXPECT_EQ(sign_in(flow::TakeSignIn{Token{3}, next.text}).user, UserId{1});
  EXPECT_EQ(sign_in(flow::TakeSignIn{Token{4}, "xp_none"}).verdict, flow::SignInAnswered::Verdict::unknown);
  auto const kept = open().load_tokens().value();
  for (auto const& token : kept) EXPECT_EQ(token.digest.find(next.text), std::string::npos);
}

TEST_F(AuthenticatorTest, P225_GivesTheSameTokenAgainWhileTheStoreCannotBeWritten) {
  auto const first = sign_in(flow::GiveSignIn{Token{1}, UserId{1}});
  soci::session(soci::sqlite3, "dbname=" + file().string())
      << "CREATE TRIGGER full BEFORE INSERT ON tokens BEGIN SELECT RAISE(ABORT, 'disk full'); END";
  auto const again = sign_in(flow::TakeSignIn{Token{2}, first.text});
  EXPECT_EQ(again.verdict, flow::SignInAnswered::Verdict::good);
  EXPECT_EQ(again.text, first.text);
  EXPECT_EQ(again.expires, first.expires);
  EXPECT_EQ(sign_in(flow::TakeSignIn{Token{3}, first.text}).text, first.text);
  EXPECT_EQ(sign_in(flow::GiveSignIn{Token{4}, UserId{2}}).text, "") << "there is none that is sure to be good tomorrow";
}

TEST_F(AuthenticatorTest, P226_SaysThatALoginHasEndedByItsUserOrByANewPassword) {
  auto const here = sign_in(flow::GiveSignIn{Token{1}, UserId{1}});
  auto const there = sign_in(flow::GiveSignIn{Token{2}, UserId{1}});
  authenticator->carry_out(std::vector<Authenticator::SignInOrder>{flow::EndSignIns{UserId{1}, here.login}}, *keeper);
  EXPECT_EQ(inbox.next<flow::SignInsEnded>().login, here.login);
  EXPECT_EQ(sign_in(flow::TakeSignIn{Token{3}, here.text}).verdict, flow::SignInAnswered::Verdict::unknown);
  set_password("alice", "new");
  EXPECT_EQ(inbox.next<flow::SignInsEnded>().login, there.login);
  EXPECT_EQ(sign_in(flow::TakeSignIn{Token{4}, there.text}).verdict, flow::SignInAnswered::Verdict::unknown);
  restart();
  EXPECT_EQ(sign_in(flow::TakeSignIn{Token{5}, there.text}).verdict, flow::SignInAnswered::Verdict::unknown);
}

}  // namespace
}  // namespace crosspoint::io::auth
