#include "io/store/local_time.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <time.h>

namespace crosspoint::io::store {
namespace {

struct LocalTime : testing::Test {
  explicit LocalTime() {
    if (auto const* const zone = ::getenv("TZ")) before = zone;
  }
  ~LocalTime() override {
    if (before.empty()) ::unsetenv("TZ");
    else ::setenv("TZ", before.c_str(), 1);
    ::tzset();
  }
  static std::string in(char const* zone, WallTime time) {
    ::setenv("TZ", zone, 1);
    ::tzset();
    return local_time(time);
  }

  std::string before;
};

TEST_F(LocalTime, P185_IsThatOfTheMachineWithoutAZone) {
  WallTime const summer{std::chrono::microseconds{1'784'040'000'250'000}};
  EXPECT_EQ(in("UTC0", summer), "2026-07-14T14:40:00.250000");
  EXPECT_EQ(in("CET-1CEST,M3.5.0,M10.5.0/3", summer), "2026-07-14T16:40:00.250000");
  EXPECT_EQ(in("UTC0", WallTime{}), "1970-01-01T00:00:00.000000");
}

}  // namespace
}  // namespace crosspoint::io::store
