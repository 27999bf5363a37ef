#include "domain/sheets/substitution.h"

#include <gtest/gtest.h>

namespace crosspoint::domain {
namespace {

Variables const of_a_call{{"xivo-calleridnum", "1050"}, {"dp-test", "{Salut}"}, {"xivo-calleridname", ""}};

TEST(SheetSubstitution, P195_ATextWithoutNamesStaysAsItIs) {
  EXPECT_EQ(substituted("plain", "fallback", of_a_call), "plain");
  EXPECT_EQ(substituted("", "fallback", of_a_call), "");
  EXPECT_EQ(substituted("{}", "fallback", of_a_call), "{}");
  EXPECT_EQ(substituted("} {", "fallback", of_a_call), "} {");
}

TEST(SheetSubstitution, P195_WithoutAKnownNameItIsTheDefault) {
  EXPECT_EQ(substituted("{db-mail}", "nobody", of_a_call), "nobody");
  EXPECT_EQ(substituted("a{db-mail}b{db-x}", "nobody", of_a_call), "nobody");
}

TEST(SheetSubstitution, P195_WithoutADefaultEitherItStaysAsItIs) {
  EXPECT_EQ(substituted("mail {db-mail}", "", of_a_call), "mail {db-mail}");
}

TEST(SheetSubstitution, P195_KnownNamesAreReplacedAndTheOthersStay) {
  EXPECT_EQ(substituted("?n={xivo-calleridnum}&m={db-mail}", "nobody", of_a_call), "?n=1050&m={db-mail}");
  EXPECT_EQ(substituted("{xivo-calleridnum}{xivo-calleridnum}", "", of_a_call), "10501050");
  EXPECT_EQ(substituted("{{xivo-calleridnum}}", "", of_a_call), "{1050}");
}

TEST(SheetSubstitution, P195_WhatAVariableHoldsIsNotReplacedAgain) {
  EXPECT_EQ(substituted("{dp-test}", "", {{"dp-test", "{xivo-where}"}, {"xivo-where", "dial"}}), "{xivo-where}");
}

TEST(SheetSubstitution, P195_ACallerWithoutNameIsShownByTheDefaultIfThereIsOne) {
  EXPECT_EQ(substituted("{xivo-calleridname}", "", of_a_call), "");
  EXPECT_EQ(substituted("{xivo-calleridname}", "unknown", of_a_call), "unknown");
}

TEST(SheetSubstitution, P195_AFormKeepsWhatIsUnknown) {
  EXPECT_EQ(substituted("<string>{xivo-calleridnum}</string>{db-x}", of_a_call), "<string>1050</string>{db-x}");
}

}  // namespace
}  // namespace crosspoint::domain
