#include "domain/dialled_key.h"

#include <gtest/gtest.h>

namespace crosspoint::domain {
namespace {

constexpr UserId user{42};

TEST(ReadKey, TakesTheExtensionApart) {
  EXPECT_EQ(read_key("*73542***225", {}), (DialledKey{user, Feature::dnd, ""}));
  EXPECT_EQ(read_key("*73542***221*1003", {}), (DialledKey{user, Feature::unconditional, "1003"}));
  EXPECT_EQ(read_key("*73542***223***398", {}), (DialledKey{user, Feature::busy, "*98"}));
}

TEST(ReadKey, FollowsTheConfiguredCodes) {
  EXPECT_EQ(read_key("#142*78", {.dnd = "78", .function_key = "#1"}), (DialledKey{user, Feature::dnd, ""}));
}

TEST(ReadKey, KnowsNothingElse) {
  for (auto const* const extension : {"", "*735", "*73542", "*735x***225", "*73542***299", "*73542***231***37", "*25",
                                      "*73542***221*1003*1", "*735***********"})
    EXPECT_EQ(read_key(extension, {}), std::nullopt) << extension;
}

}  // namespace
}  // namespace crosspoint::domain
