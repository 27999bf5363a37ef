#include "io/auth/fair_line.h"

#include <gtest/gtest.h>

#include <vector>

namespace crosspoint::io::auth {
namespace {

TEST(FairLine, GivesEverybodyATurn) {
  FairLine<std::string> line;
  for (auto const* const item : {"a1", "a2", "a3", "b1", "c1", "b2"}) EXPECT_TRUE(line.put(std::string(1, item[0]), item, 3));
  std::vector<std::string> order;
  while (auto item = line.take()) order.push_back(*item);
  EXPECT_EQ(order, (std::vector<std::string>{"a1", "b1", "c1", "a2", "b2", "a3"}));
}

TEST(FairLine, BoundsWhatWaitsOfOneAndNotOfOthers) {
  FairLine<int> line;
  EXPECT_TRUE(line.put("a", 1, 2));
  EXPECT_TRUE(line.put("a", 2, 2));
  EXPECT_FALSE(line.put("a", 3, 2));
  EXPECT_TRUE(line.put("b", 4, 2));
  EXPECT_EQ(line.take(), 1);
  EXPECT_TRUE(line.put("a", 5, 2)) << "there is room again";
  for (auto const expected : {4, 2, 5}) EXPECT_EQ(line.take(), expected);
  EXPECT_EQ(line.take(), std::nullopt);
}

}  // namespace
}  // namespace crosspoint::io::auth
