#include "io/auth/fair_queue.h"

#include <gtest/gtest.h>

#include <vector>

namespace crosspoint::io::auth {
namespace {

TEST(FairQueue, GivesEverybodyATurn) {
  FairQueue<std::string> queue;
  for (auto const* const item : {"a1", "a2", "a3", "b1", "c1", "b2"}) EXPECT_TRUE(queue.put(std::string(1, item[0]), item, 3));
  std::vector<std::string> order;
  while (auto item = queue.take()) order.push_back(*item);
  EXPECT_EQ(order, (std::vector<std::string>{"a1", "b1", "c1", "a2", "b2", "a3"}));
}

TEST(FairQueue, BoundsWhatWaitsOfOneAndNotOfOthers) {
  FairQueue<int> queue;
  EXPECT_TRUE(queue.put("a", 1, 2));
  EXPECT_TRUE(queue.put("a", 2, 2));
  EXPECT_FALSE(queue.put("a", 3, 2));
  EXPECT_TRUE(queue.put("b", 4, 2));
  EXPECT_EQ(queue.take(), 1);
  EXPECT_TRUE(queue.put("a", 5, 2)) << "there is room again";
  for (auto const expected : {4, 2, 5}) EXPECT_EQ(queue.take(), expected);
  EXPECT_EQ(queue.take(), std::nullopt);
}

}  // namespace
}  // namespace crosspoint::io::auth
