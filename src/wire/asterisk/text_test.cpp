#include "wire/asterisk/text.h"

#include <gtest/gtest.h>

namespace crosspoint::wire::asterisk {
namespace {

constexpr auto* evil = "1,FILE(/tmp/x)=y,GLOBAL(Z)=\"${SHELL(id)}\"&Local/s@x;|\\\r\nAction: Hangup";

/// What Asterisk makes of a header Variable (__ast_app_separate_args with a comma): quotes and backslashes go, brackets protect.
std::vector<std::string> separated(std::string_view text) {
  std::vector<std::string> parts(1);
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (c == '\\' && i + 1 < text.size()) parts.back() += text[++i];
    else if (c == '"') quoted = !quoted;
    else if (c == ',' && depth == 0 && !quoted) parts.emplace_back();
    else parts.back() += c;
    if (c == '(' || c == '[') ++depth;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return parts;
}

TEST(AsteriskText, VariableSetsJustOneToJustThat) {
  for (std::string const value : {"plain", "a,b", "(((", "]])", R"("Al, ice" <1001>)", "x;y", "\\", "a\\,b", "\"", "100%=3"})
    EXPECT_EQ(separated(variable("XP", value)), std::vector{"XP=" + value});
  EXPECT_EQ(separated(variable("XP", evil)), std::vector{"XP=" + plain(evil)});
  EXPECT_TRUE(is_variable(variable("PJSIP_HEADER(add,X-Name)", evil)));
}

TEST(AsteriskText, RefusesAVariableThatSetsMore) {
  for (auto const* const text : {"XP=a,B=c", "XP=\"a", "XP=(a", "XP=a\\", "XP", "=a", "X P=a", "XP=a\nb", "XP=a;b", "A(${B})=c"})
    EXPECT_FALSE(is_variable(text)) << text;
}

TEST(AsteriskText, DialableIsWhatAPhoneCanDial) {
  EXPECT_EQ(dialable("+33 (1) 23*4#-x/y@z"), "+33123*4#xyz");
  EXPECT_TRUE(is_dialable(dialable(evil)));
}

TEST(AsteriskText, CallerIdQuotesTheNameAndTakesANumberOnly) {
  EXPECT_EQ(caller_id("O'Brien \"Bo\\b\"\n", "10,0<1>"), "\"O'Brien Bob \" <1001>");
  EXPECT_TRUE(is_caller_id(caller_id(evil, evil)));
  EXPECT_TRUE(is_caller_id(caller_id("a\" <1> \"b", "1")));
  for (auto const* const text : {"Alice", "\"Alice <1>", "\"A\" <1", "\"A\"b\" <1>", "\"A\" <1,2>", "\"\\\" <1>", "\" <1>"})
    EXPECT_FALSE(is_caller_id(text)) << text;
}

TEST(AsteriskText, ArgumentHoldsNoOtherAndNothingToEvaluate) {
  EXPECT_EQ(argument("PJSIP/1001-0000002a"), "PJSIP/1001-0000002a");
  EXPECT_EQ(argument("Local/1003@default-0001;2"), "Local/1003@default-0001;2");
  EXPECT_EQ(argument("PJSIP/a&PJSIP/b,30,tT^${X}"), "PJSIP/aPJSIP/b30tTX");
  EXPECT_TRUE(is_argument(argument(evil)));
  EXPECT_FALSE(is_argument("a,b"));
  EXPECT_TRUE(is_arguments("a,b"));
}

TEST(AsteriskText, PlainIsOneLineOfValidText) {
  EXPECT_EQ(plain("a\r\nb\tc\x7f\xE9"), "a  b c \xEF\xBF\xBD");
  EXPECT_FALSE(is_plain(std::string_view("a\0b", 3)));
}

TEST(AsteriskText, FileNameStaysInItsFolder) { EXPECT_EQ(file_name("../a b,c/1795452018.43"), "..abc1795452018.43"); }

TEST(AsteriskText, KnowsTheNamesOfVariablesAndFunctions) {
  EXPECT_TRUE(is_variable_name("DIALPLAN_EXISTS(default,1002,1)"));
  EXPECT_TRUE(is_variable_name("XP_HOLD"));
  for (auto const* const text : {"", "SHELL(id", "A(${B})", "A(b)c)", "a b", "A(b)=c"})
    EXPECT_FALSE(is_variable_name(text)) << text;
}

}  // namespace
}  // namespace crosspoint::wire::asterisk
