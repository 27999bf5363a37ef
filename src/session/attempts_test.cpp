#include "session/attempts.h"

#include <gtest/gtest.h>

namespace crosspoint::session {
namespace {

constexpr Time start{std::chrono::seconds{1'795'452'000}};

TEST(Attempts, AreExhaustedAtTheLimitAndOnlyForThatKey) {
  Attempts attempts(2);
  attempts.refused("alice", start);
  EXPECT_FALSE(attempts.exhausted("alice", start));
  attempts.refused("alice", start);
  EXPECT_TRUE(attempts.exhausted("alice", start));
  EXPECT_FALSE(attempts.exhausted("bob", start));
}

TEST(Attempts, AreForgottenAfterAMinute) {
  Attempts attempts(1);
  attempts.refused("alice", start);
  EXPECT_TRUE(attempts.exhausted("alice", start + std::chrono::seconds(60)));
  EXPECT_FALSE(attempts.exhausted("alice", start + std::chrono::seconds(61)));
}

TEST(Attempts, ForgetTheOldestPastTheirBound) {
  Attempts attempts(1);
  for (std::size_t i = 0; i <= Attempts::most_keys; ++i) attempts.refused(std::to_string(i), start);
  EXPECT_FALSE(attempts.exhausted("0", start));
  EXPECT_TRUE(attempts.exhausted("1", start));
}

}  // namespace
}  // namespace crosspoint::session
