#include "domain/last_calls.h"

#include <gtest/gtest.h>

namespace crosspoint::domain {
namespace {

using namespace std::chrono_literals;

struct LastCallsTest : testing::Test {
  [[nodiscard]] Time of(WallTime told) { return last_calls.of(AgentId{1}, "support", told, now); }

  static constexpr Time now{1'795'452'000s};
  static constexpr WallTime shown{1'795'452'000s};
  WallClock wall_clock;
  LastCalls last_calls{wall_clock};
};

TEST_F(LastCallsTest, T082_AreWhenTheExchangeSays) {
  EXPECT_EQ(of(WallTime{}), Time{}) << "never";
  EXPECT_EQ(of(shown - 2s), now - 2s);
}

TEST_F(LastCallsTest, T082_StayWhereTheyWereWhenTheClockIsSet) {
  EXPECT_EQ(of(shown - 2s), now - 2s);
  wall_clock.set(now, shown + 1h);
  EXPECT_EQ(of(shown - 2s), now - 2s);
  EXPECT_EQ(of(shown + 1h), now) << "the next one is told by the clock as it is";
}

TEST_F(LastCallsTest, T082_AreNowWhenTheyAreToldOverALiveLinkByAnotherClock) {
  for (auto const by : {1h, -1h}) {
    last_calls.forget(AgentId{1});
    EXPECT_EQ(of(WallTime{}), Time{});
    EXPECT_EQ(of(shown + by), now);
  }
}

TEST_F(LastCallsTest, T082_MayBeLongAgoWhenTheLinkWasNotThere) {
  EXPECT_EQ(of(shown - 2h), now - 2h) << "before we came";
  last_calls.link_is_live();
  EXPECT_EQ(of(shown - 1h), now - 1h) << "while the link was down";
  last_calls.link_is_live();
  EXPECT_EQ(of(shown + 1h), now) << "but never in the future";
}

}  // namespace
}  // namespace crosspoint::domain
