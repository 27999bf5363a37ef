#include "wire/ami/escapes.h"

#include <gtest/gtest.h>

namespace crosspoint::wire::ami {
namespace {

TEST(Escapes, T008_AreThoseThatAsterisk16And22Write) {
  // What both have sent for a channel of this name.
  constexpr std::string_view name = "O'Br \"Q\" C:\\new \\' a?b \tT \xC3\xA9 \\x41 \\101";
  constexpr std::string_view sent = R"(O\'Br \"Q\" C:\\new \\\' a\?b \tT )"
                                    "\xC3\xA9"
                                    R"( \\x41 \\101)";
  EXPECT_EQ(escape(name), sent);
  EXPECT_EQ(unescape(sent), name);
}

TEST(Escapes, GiveEveryNameBack) {
  for (int c = 1; c < 256; ++c) {
    std::string const name = {'n', static_cast<char>(c), '\\', static_cast<char>(c)};
    EXPECT_EQ(unescape(escape(name)), name) << c;
  }
}

TEST(Escapes, ABackslashThatEscapesNothingStays) {
  EXPECT_EQ(unescape("a\\x41\\"), "a\\x41\\");
  EXPECT_EQ(unescape("\\\\"), "\\");
}

}  // namespace
}  // namespace crosspoint::wire::ami
