#include <gtest/gtest.h>

#include "pbx/link/backoff.h"
#include "pbx/link/greeting.h"

namespace crosspoint::pbx {
namespace {

TEST(Greeting, T001_TellsTheAsteriskByItsAmiVersion) {
  EXPECT_EQ(read_greeting("Asterisk Call Manager/5.0.4")->asterisk, 16);
  EXPECT_EQ(read_greeting("Asterisk Call Manager/5.0.4")->ami, "5.0.4");
  EXPECT_EQ(read_greeting("Asterisk Call Manager/7.0.3")->asterisk, 18);
  EXPECT_EQ(read_greeting("Asterisk Call Manager/9.0.0")->asterisk, 20);
  EXPECT_EQ(read_greeting("Asterisk Call Manager/11.0.0")->asterisk, 22);
  EXPECT_FALSE(read_greeting("Asterisk Call Manager/"));
  EXPECT_FALSE(read_greeting("220 mail ESMTP"));
  EXPECT_FALSE(read_greeting(""));
}

TEST(Backoff, T021_GrowsToHalfAMinuteAndBeginsAnew) {
  Backoff backoff(7);
  for (int const expected : {0, 1, 2, 4, 8, 16, 30, 30, 30}) {
    auto const delay = backoff.next();
    EXPECT_GE(delay, std::chrono::seconds(expected));
    EXPECT_LE(delay, std::chrono::milliseconds(expected * 1050));
  }
  backoff.reset();
  EXPECT_EQ(backoff.next(), Duration{});
}

TEST(Backoff, TheSameSeedGivesTheSameDelays) {
  Backoff one(3), same(3), other(4);
  bool differs = false;
  for (int i = 0; i < 10; ++i) {
    auto const delay = one.next();
    EXPECT_EQ(delay, same.next());
    differs = differs || delay != other.next();
  }
  EXPECT_TRUE(differs);
}

}  // namespace
}  // namespace crosspoint::pbx
