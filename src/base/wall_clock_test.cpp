#include "base/wall_clock.h"

#include <gtest/gtest.h>

#include <concepts>

namespace crosspoint {
namespace {

using namespace std::chrono_literals;

// What is measured and what is shown cannot be mistaken for each other.
template <class A, class B>
concept Mix = std::convertible_to<A, B> || std::constructible_from<A, B> || requires(A a, B b) {
  a - b;
} || requires(A a, B b) {
  a < b;
} || requires(A a, B b) {
  a == b;
};
static_assert(!Mix<Time, WallTime> && !Mix<WallTime, Time>);

constexpr Time now{100s};

TEST(WallClock, ShowsAtFirstWhatTimeCounts) {
  WallClock const clock;
  EXPECT_EQ(clock.at(now), WallTime(100s));
  EXPECT_EQ(clock.when(WallTime(90s)), now - 10s);
}

TEST(WallClock, TellsAllTimesByWhatItShowsNow) {
  WallClock clock;
  EXPECT_EQ(clock.set(now, WallTime(3'700s)), 1h);
  EXPECT_EQ(clock.at(now + 1s), WallTime(3'701s));
  EXPECT_EQ(clock.at(now - 60s), WallTime(3'640s)) << "what was before it was set, too";
  EXPECT_EQ(clock.when(WallTime(3'640s)), now - 60s);
  EXPECT_EQ(clock.set(now + 1s, WallTime(101s)), -1h);
  EXPECT_EQ(clock.at(now + 1s), WallTime(101s));
}

}  // namespace
}  // namespace crosspoint
