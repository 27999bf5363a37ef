#include "base/printable.h"

#include <gtest/gtest.h>

namespace crosspoint {
namespace {

TEST(Printable, LeavesTextOfAnyLanguageAsItIs) {
  EXPECT_EQ(printable("Zoë Müller, 日本, 🙂, C:\\new"), "Zoë Müller, 日本, 🙂, C:\\new");
}

TEST(Printable, EscapesWhatSteersATerminalOrEndsALine) {
  EXPECT_EQ(printable("a\n\r\t\x1b[2J\x7f"), "a\\n\\r\\t\\x1b[2J\\x7f");
  EXPECT_EQ(printable(std::string_view("\0", 1)), "\\x00");
  EXPECT_EQ(printable("\xC2\x85\xE2\x80\xA8\xE2\x80\xAE"), "\\x85\\u2028\\u202e");
}

TEST(Printable, ReplacesWhatIsNotUtf8) { EXPECT_EQ(printable("a\xFFz"), "a\xEF\xBF\xBDz"); }

}  // namespace
}  // namespace crosspoint
