#include "load/latencies.h"

#include <gtest/gtest.h>

namespace crosspoint::load {
namespace {

TEST(Latencies, AShareOfThemLiesWithin) {
  Latencies latencies;
  EXPECT_EQ(latencies.within(0.99), Span{});
  for (int i = 100; i >= 1; --i) latencies.add(Span(i));
  EXPECT_EQ(latencies.within(0.5), Span(50));
  EXPECT_EQ(latencies.within(0.99), Span(99));
  EXPECT_EQ(latencies.within(1), Span(100));
  EXPECT_EQ(latencies.within(0), Span(1));
}

}  // namespace
}  // namespace crosspoint::load
