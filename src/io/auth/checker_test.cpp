#include "io/auth/checker.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

#include "io/auth/password.h"
#include "io/store/testing/fixture.h"

namespace crosspoint::io::auth {
namespace {

using Verdict = flow::PasswordChecked::Verdict;

/// A checker whose slow check is "the hash is the password", counted.
struct CheckerTest : testing::Test {
  Verdict ask(std::optional<std::string> hash, std::string password) {
    checker.check({Token{1}, "alice", std::move(password), std::move(hash)});
    return inbox.next<flow::PasswordChecked>().verdict;
  }

  std::atomic<int> verifications = 0;
  store::CollectedInputs inbox;
  Checker checker{{.verify =
                       [this](auto const& hash, auto const& password) {
                         ++verifications;
                         return hash == password;
                       }},
                  inbox.deliver()};
};

TEST_F(CheckerTest, RemembersAGoodPassword) {
  EXPECT_EQ(ask("secret", "secret"), Verdict::right);
  EXPECT_EQ(ask("secret", "secret"), Verdict::right);
  EXPECT_EQ(verifications, 1);
}

TEST_F(CheckerTest, DoesNotRememberABadOne) {
  EXPECT_EQ(ask("secret", "guess"), Verdict::wrong);
  EXPECT_EQ(ask("secret", "guess"), Verdict::wrong);
  EXPECT_EQ(verifications, 2);
}

TEST_F(CheckerTest, ForgetsAPasswordWhoseStoredHashHasChanged) {
  EXPECT_EQ(ask("secret", "secret"), Verdict::right);
  EXPECT_EQ(ask("changed", "secret"), Verdict::wrong);
  EXPECT_EQ(ask("changed", "changed"), Verdict::right);
  EXPECT_EQ(verifications, 3);
}

TEST_F(CheckerTest, TakesTheSameTroubleForAnUnknownLogin) {
  EXPECT_EQ(ask(std::nullopt, "guess"), Verdict::wrong);
  EXPECT_EQ(verifications, 1);
}

TEST(Checker, VerifiesOnceWhatManySessionsAskAtOnce) {
  store::CollectedInputs inbox;
  std::latch open_gate(1);
  std::atomic<int> verifications = 0;
  Checker checker({.threads = 1,
                   .bound = 1,
                   .verify =
                       [&](auto const&, auto const&) {
                         ++verifications;
                         open_gate.wait();
                         return true;
                       }},
                  inbox.deliver());
  for (auto token = 1; token <= 100; ++token) checker.check({Token{token}, "alice", "password", "hash"});
  open_gate.count_down();
  for (auto token = 1; token <= 100; ++token) EXPECT_EQ(inbox.next<flow::PasswordChecked>().verdict, Verdict::right);
  EXPECT_EQ(verifications, 1);
}

TEST(Checker, RefusesWhatExceedsItsBoundAndAnswersTheRest) {
  store::CollectedInputs inbox;
  std::latch started(2);
  std::latch open_gate(1);
  std::atomic<int> first = 0;
  Checker::Options options{.threads = 2, .bound = 3, .verify = [&](auto const&, auto const&) {
                             if (++first <= 2) started.count_down();
                             open_gate.wait();
                             return true;
                           }};
  Checker checker(options, inbox.deliver());
  auto const ask = [&](int token) { checker.check({Token{token}, "alice", "password " + std::to_string(token), "hash"}); };
  ask(1);
  ask(2);
  started.wait();  // both threads are busy, nothing waits
  for (auto token = 3; token <= 6; ++token) ask(token);
  auto const refused = inbox.next<flow::PasswordChecked>();
  EXPECT_EQ(refused.token, Token{6});
  EXPECT_EQ(refused.verdict, Verdict::failed);
  open_gate.count_down();
  for (auto answers = 0; answers < 5; ++answers) EXPECT_EQ(inbox.next<flow::PasswordChecked>().verdict, Verdict::right);
}

TEST(Password, IsHashedWithArgon2idAt19MiBAndTwoPasses) {
  auto const hash = hash_password("open sesame").value();
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
  EXPECT_TRUE(matches(hash, "open sesame"));
  EXPECT_FALSE(matches(hash, "open sesame "));
  EXPECT_FALSE(matches("", "open sesame"));
  EXPECT_NE(hash_password("open sesame").value(), hash) << "the salt is random";
}

}  // namespace
}  // namespace crosspoint::io::auth
