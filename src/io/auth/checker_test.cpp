#include "io/auth/checker.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

#include "io/auth/password.h"
#include "io/store/testing/fixture.h"

namespace crosspoint::io::auth {
namespace {

using Verdict = flow::PasswordChecked::Verdict;
using How = flow::PasswordChecked::How;
using store::Credential;

/// A checker whose slow check is "the hash is the password", counted.
struct CheckerTest : testing::Test {
  Verdict ask(std::optional<std::string> const& hash, std::string password, std::string remembered = "") {
    std::optional<Credential> stored;
    if (hash) stored = Credential{*hash, std::move(remembered)};
    checker.check({Token{1}, "alice", std::move(password), "192.0.2.1", std::move(stored)});
    auto const answer = inbox.next<flow::PasswordChecked>();
    how = answer.how;
    return answer.verdict;
  }

  std::atomic<int> verifications = 0;
  How how{};
  LoginKey const key = LoginKey::make();
  store::CollectedInputs inbox;
  Checker checker{{.verify =
                       [this](auto const& hash, auto const& password) {
                         ++verifications;
                         return hash == password;
                       }},
                  key,
                  inbox.deliver()};
};

TEST_F(CheckerTest, RemembersAGoodPassword) {
  EXPECT_EQ(ask("secret", "secret"), Verdict::right);
  EXPECT_EQ(how, How::argon2id);
  EXPECT_EQ(ask("secret", "secret"), Verdict::right);
  EXPECT_EQ(how, How::remembered);
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

TEST_F(CheckerTest, KnowsAPasswordByWhatIsStoredOfIt) {
  EXPECT_EQ(ask("secret", "secret", key.digest("secret", "secret")), Verdict::right);
  EXPECT_EQ(how, How::remembered);
  EXPECT_EQ(verifications, 0);
}

TEST_F(CheckerTest, IsNotMisledByWhatIsStored) {
  EXPECT_EQ(ask("secret", "guess", key.digest("secret", "secret")), Verdict::wrong);
  EXPECT_EQ(ask("changed", "secret", key.digest("secret", "secret")), Verdict::wrong) << "of the former password";
  EXPECT_EQ(ask("secret", "guess", LoginKey::make().digest("secret", "guess")), Verdict::wrong) << "by another key";
  EXPECT_EQ(ask("secret", "guess", "guess"), Verdict::wrong);
  EXPECT_EQ(ask("secret", "secret", LoginKey::make().digest("secret", "secret")), Verdict::right) << "checked in full";
  EXPECT_EQ(how, How::argon2id);
  EXPECT_EQ(verifications, 5);
}

TEST_F(CheckerTest, HasNothingToStoreWhenItsKeyIsNotKept) {
  EXPECT_EQ(ask("secret", "secret"), Verdict::right);
  EXPECT_TRUE(checker.take_verified().empty());
}

TEST(Checker, VerifiesOnceWhatManySessionsAskAtOnce) {
  store::CollectedInputs inbox;
  std::latch open_gate(1);
  std::atomic<int> verifications = 0;
  Checker checker({.threads = 1,
                   .bound = 100,
                   .bound_for_address = 1,
                   .verify =
                       [&](auto const&, auto const&) {
                         ++verifications;
                         open_gate.wait();
                         return true;
                       }},
                  LoginKey::make(), inbox.deliver());
  for (auto token = 1; token <= 100; ++token)
    checker.check({Token{token}, "alice", "password", "192.0.2.1", Credential{"hash", ""}});
  open_gate.count_down();
  for (auto token = 1; token <= 100; ++token) EXPECT_EQ(inbox.next<flow::PasswordChecked>().verdict, Verdict::right);
  EXPECT_EQ(verifications, 1);
}

TEST(Checker, RefusesWhatExceedsItsBoundAndAnswersTheRest) {
  store::CollectedInputs inbox;
  std::latch started(2);
  std::latch open_gate(1);
  std::atomic<int> first = 0;
  Checker::Options options{.threads = 2, .bound = 5, .verify = [&](auto const&, auto const&) {
                             if (++first <= 2) started.count_down();
                             open_gate.wait();
                             return true;
                           }};
  Checker checker(options, LoginKey::make(), inbox.deliver());
  auto const ask = [&](int token) {
    checker.check({Token{token}, "alice", "password " + std::to_string(token), "192.0.2.1", Credential{"hash", ""}});
  };
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

/// One thread that waits with every check until it is opened, and notes who was checked.
struct HeldChecker {
  explicit HeldChecker(std::size_t bound_for_address)
      : checker({.threads = 1,
                 .bound_for_address = bound_for_address,
                 .verify =
                     [this](auto const& hash, auto const&) {
                       if (order.empty()) begun.count_down();
                       open_gate.wait();
                       order.push_back(hash);
                       return true;
                     }},
                LoginKey::make(), inbox.deliver()) {}

  void ask(std::string address) {
    auto const password = std::to_string(++last.value);
    checker.check({last, "alice", password, address, Credential{address, ""}});
  }

  Token last;
  std::latch begun{1}, open_gate{1};
  std::vector<std::string> order;  ///< addresses; belongs to the thread until all is answered
  store::CollectedInputs inbox;
  Checker checker;
};

TEST(Checker, LetsAddressesTakeTurnsSoThatAFloodKeepsNobodyWaiting) {
  HeldChecker held(1000);
  for (auto i = 0; i < 500; ++i) held.ask("flood");
  held.begun.wait();
  for (auto i = 0; i < 3; ++i) held.ask("other");
  held.open_gate.count_down();
  for (auto i = 0; i < 503; ++i) held.inbox.next<flow::PasswordChecked>();
  held.order.resize(8);
  EXPECT_EQ(held.order, (std::vector<std::string>{"flood", "flood", "other", "flood", "other", "flood", "other", "flood"}));
}

TEST(Checker, BoundsWhatWaitsOfOneAddress) {
  HeldChecker held(2);
  held.ask("flood");
  held.begun.wait();  // nothing waits
  for (auto i = 0; i < 3; ++i) held.ask("flood");
  auto const refused = held.inbox.next<flow::PasswordChecked>();
  EXPECT_EQ(refused.token, Token{4});
  EXPECT_EQ(refused.verdict, Verdict::failed);
  EXPECT_EQ(refused.how, How::refused);
  held.ask("other");
  held.open_gate.count_down();
  for (auto i = 0; i < 4; ++i) EXPECT_EQ(held.inbox.next<flow::PasswordChecked>().verdict, Verdict::right);
}

TEST(Password, HasAtMost1024Bytes) {
  EXPECT_TRUE(hash_password(std::string(1024, 'p')));
  EXPECT_EQ(hash_password(std::string(1025, 'p')).error().detail, "a password has at most 1024 bytes");
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
