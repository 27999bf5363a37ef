#include "domain/people/numbers.h"

#include <gtest/gtest.h>

namespace crosspoint::domain {
namespace {

TEST(Numbers, AreTheSameHoweverTheyAreGrouped) {
  EXPECT_TRUE(same_number("0033 1 00 00 00 01", "0033100000001"));
  EXPECT_TRUE(same_number("+33 (1) 00.00-00/01", "0100000001"));
  EXPECT_TRUE(same_number("1001", "1001"));
}

TEST(Numbers, AreOthersWhenTheirDigitsAre) {
  EXPECT_FALSE(same_number("1001", "01001")) << "short ones have no country";
  EXPECT_FALSE(same_number("0100000001", "0100000002"));
  EXPECT_FALSE(same_number("", ""));
  EXPECT_FALSE(same_number("room 7", "7"));
}

TEST(Numbers, AreFoundInAnyFieldOfAContact) {
  directory::Contact const contact{"1", {{"name", "Gate 1001"}, {"mobile", "06 00 00 00 07"}}};
  EXPECT_TRUE(has_number(contact, "+33600000007"));
  EXPECT_FALSE(has_number(contact, "1001"));
}

}  // namespace
}  // namespace crosspoint::domain
