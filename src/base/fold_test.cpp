#include "base/fold.h"

#include <gtest/gtest.h>

namespace crosspoint {
namespace {

TEST(Fold, IgnoresAccentsAndCapitals) {
  EXPECT_EQ(folded("Éléonore ŒUVRÉ"), "eleonore oeuvre");
  EXPECT_EQ(folded("Łukasz Đorđević"), "lukasz dordevic");
  EXPECT_EQ(folded("SØREN Ægir"), "soren aegir");
  EXPECT_EQ(folded("Straße"), folded("STRASSE"));
  EXPECT_EQ(folded("e\xCC\x81t\xC3\xA9"), "ete");  // an accent as a letter of its own
  EXPECT_EQ(folded("Ｗｉｄｅ"), "wide");
}

TEST(Fold, LeavesOtherScriptsReadable) {
  EXPECT_EQ(folded("漢字"), "漢字");
  EXPECT_EQ(folded("ΑΘΗΝΑ"), folded("Αθήνα"));
}

TEST(Fold, FindsANumberHoweverItIsWritten) {
  for (auto const* const written : {"0102030405", "01 02 03 04 05", "01.02.03.04.05", "01-02-03-04-05", "(01) 02 03 / 04 05",
                                    "01\xC2\xA0"
                                    "02030405",
                                    "01–02–030405"})
    EXPECT_EQ(folded(written), "0102030405") << written;
  EXPECT_EQ(folded("+33 (1) 02-03"), "+3310203");
  EXPECT_EQ(folded("01 02 "), "0102") << "still being typed";
  EXPECT_EQ(folded("("), "(") << "no number at all, and what is empty would be found everywhere";
}

TEST(Fold, KeepsWhatStandsBetweenWords) {
  EXPECT_EQ(folded("Room 12-34, Jean-Paul (2) left"), "room 1234, jean-paul (2) left");
  EXPECT_EQ(folded("12 Main St. 7"), "12 main st. 7");
  EXPECT_EQ(folded("Alice "), "alice ");
}

TEST(Fold, TakesAnyBytes) {
  EXPECT_EQ(folded(""), "");
  EXPECT_EQ(folded("A\xFF"
                   "B\xC3"),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD");
  EXPECT_EQ(folded(std::string_view("a\0\n\tb", 5)), "a   b");
}

}  // namespace
}  // namespace crosspoint
