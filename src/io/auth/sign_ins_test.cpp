#include "io/auth/sign_ins.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosspoint::io::auth {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr UserId alice{1}, bob{2};

struct SignInsTest : testing::Test {
  SignIns all;
  WallTime now{std::chrono::hours(500'000)};

  std::string first(UserId user = alice) {
    now += seconds(1);
    return all.give(user, now).next->text;
  }

  /// The token for the next time; empty: not admitted.
  std::string use(std::string const& text, seconds later = seconds(1)) {
    now += later;
    outcome = all.take(text, now);
    return outcome.next ? outcome.next->text : std::string{};
  }
  SignIns::Outcome outcome;
};

TEST_F(SignInsTest, P222_ATokenIsExchangedForTheNext) {
  auto const token = first();
  auto const next = use(token);
  EXPECT_NE(next, "");
  EXPECT_NE(next, token);
  EXPECT_EQ(outcome.user, alice);
  EXPECT_EQ(outcome.next->token.family, outcome.login);
  EXPECT_EQ(*outcome.next->token.expires, now + SignIns::life);
  EXPECT_NE(use(next), "");
}

TEST_F(SignInsTest, P222_WhatWasNeverGivenOutOrHasExpiredIsUnknown) {
  auto const token = first();
  EXPECT_EQ(use("\xff"), "");
  EXPECT_EQ(use(token.substr(0, token.size() - 1) + (token.ends_with("A") ? "B" : "A")), "");
  EXPECT_THAT(outcome.ended, IsEmpty());
  EXPECT_EQ(use(token, SignIns::life), "");
  EXPECT_THAT(outcome.ended, IsEmpty());
}

TEST_F(SignInsTest, P223_StaysGoodUntilTheNextOneIsUsedAndAMinuteAtLeast) {
  auto const token = first();
  use(token);
  EXPECT_NE(use(token, seconds(3600)), "") << "no answer has arrived";
  auto const next = use(token);
  EXPECT_NE(use(next), "");
  EXPECT_NE(use(token, seconds(57)), "") << "58 s after the next one was given out";
}

TEST_F(SignInsTest, P224_ACopyThatIsUsedLaterEndsTheLogin) {
  auto const other = first();
  auto const token = first();
  auto const next = use(token);
  auto const last = use(next);
  EXPECT_EQ(use(token, seconds(60)), "");
  EXPECT_THAT(outcome.ended, ElementsAre(outcome.login));
  EXPECT_THAT(outcome.change.ended, ElementsAre(outcome.login));
  EXPECT_FALSE(outcome.user);
  EXPECT_EQ(use(last), "") << "nor can the thief go on, or the owner";
  EXPECT_THAT(outcome.ended, IsEmpty());
  EXPECT_NE(use(other), "");
}

TEST_F(SignInsTest, P224_RemembersSomeOfThoseThatWereReplaced) {
  auto token = first();
  auto const oldest = token;
  std::size_t forgotten = 0;
  std::string second;
  for (int i = 0; i < 30; ++i) {
    token = use(token, seconds(100));
    if (i == 25) second = token;
    forgotten += outcome.change.forgotten.size();
  }
  EXPECT_EQ(forgotten, 29 - SignIns::most_replaced);
  EXPECT_EQ(use(oldest), "");
  EXPECT_THAT(outcome.ended, IsEmpty());
  EXPECT_EQ(use(second), "");
  EXPECT_EQ(outcome.ended.size(), 1U);
}

TEST_F(SignInsTest, P225_ATokenThatNobodyHasGotIsWithdrawn) {
  auto const token = first();
  use(token);
  auto const lost = *outcome.next;
  all.withdraw(lost.token);
  EXPECT_EQ(use(lost.text), "");
  EXPECT_NE(use(token), "");
}

TEST_F(SignInsTest, P226_EndWithOneLoginOrAll) {
  auto const here = first(), there = first(), of_bob = first(bob);
  auto const next = use(here);
  auto const ended = all.end(alice, outcome.login);
  EXPECT_THAT(ended.ended, ElementsAre(outcome.login));
  EXPECT_EQ(use(next), "");
  EXPECT_NE(use(there), "");
  EXPECT_EQ(all.end(alice, {}).ended.size(), 1U);
  EXPECT_EQ(use(there), "");
  EXPECT_NE(use(of_bob), "");
  EXPECT_THAT(all.end(alice, outcome.login).ended, IsEmpty()) << "it is another user's";
}

TEST_F(SignInsTest, P226_EndWhenTheStoreHasThemNoMore) {
  auto const given = all.give(alice, now);
  auto const kept = all.give(bob, now);
  EXPECT_THAT(all.load({kept.next->token}), ElementsAre(given.login));
  EXPECT_EQ(use(given.next->text), "");
  EXPECT_NE(use(kept.next->text), "");
}

TEST_F(SignInsTest, AreKeptThroughALoadThatDoesNotKnowThemYet) {
  auto const given = all.give(alice, now);
  use(given.next->text);
  auto const exchanged = outcome;
  all.load({given.next->token});
  all.apply(exchanged.change);
  EXPECT_NE(use(exchanged.next->text), "");
  all.load({});
  all.apply(exchanged.change);
  EXPECT_EQ(use(exchanged.next->text), "") << "its login was ended by somebody else";
}

TEST_F(SignInsTest, TheOldestLoginOfAUserGivesWayToOneTooMany) {
  auto const oldest = first();
  for (std::size_t i = 1; i < SignIns::most_logins_of_user; ++i) first();
  auto const of_bob = all.give(bob, now);
  EXPECT_THAT(of_bob.ended, IsEmpty());
  EXPECT_EQ(all.give(alice, now).ended.size(), 1U);
  EXPECT_EQ(use(oldest), "");
}

}  // namespace
}  // namespace crosspoint::io::auth
