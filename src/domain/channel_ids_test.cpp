#include "domain/channel_ids.h"

#include <gtest/gtest.h>

namespace crosspoint::domain {
namespace {

TEST(ChannelIds, AreOfTheirServerAndNeverComeTwice) {
  ChannelIds here(0xfedcba9876543210), there(7);
  EXPECT_EQ(here.next(), "xp-fedcba9876543210-1");
  EXPECT_EQ(here.next(), "xp-fedcba9876543210-2");
  EXPECT_EQ(there.next(), "xp-7-1");
}

}  // namespace
}  // namespace crosspoint::domain
