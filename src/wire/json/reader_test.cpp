#include "wire/json/reader.h"

#include <gtest/gtest.h>

namespace crosspoint::wire::json {
namespace {

/// The text of {"t":"..."}, or what is wrong.
std::string text_of(std::string const& inside) {
  boost::system::error_code error;
  auto const value = read(R"({"t":")" + inside + "\"}", error);
  return error ? "fault" : std::string(value.as_object().at("t").as_string());
}

TEST(JsonReader, P006_TakesTextAsItIs) {
  EXPECT_EQ(text_of("Zo\xC3\xA9 \\u00e9 \\ud83d\\ude00 \\\\ud83d"), "Zo\xC3\xA9 \xC3\xA9 \xF0\x9F\x98\x80 \\ud83d");
}

TEST(JsonReader, P006_ReplacesWhatIsNoText) {
  constexpr auto* replaced = "\xEF\xBF\xBD";
  EXPECT_EQ(text_of("\\ud83d"), replaced);
  EXPECT_EQ(text_of("\\ude00"), replaced);
  EXPECT_EQ(text_of("a\\uD83Db"), std::string("a") + replaced + "b");
  EXPECT_EQ(text_of("\\ud83d\\ud83d\\ude00"), std::string(replaced) + "\xF0\x9F\x98\x80");
  EXPECT_EQ(text_of("\\ud83d\\n"), std::string(replaced) + "\n");
  EXPECT_EQ(text_of("\xE9t\xE9"), std::string(replaced) + "t" + replaced);
  EXPECT_EQ(text_of("\\\\\\ud83d"), std::string("\\") + replaced);
}

TEST(JsonReader, P009_RefusesWhatIsNoJson) {
  EXPECT_EQ(text_of("\\ud83d\\x"), "fault");
  EXPECT_EQ(text_of("\xE9\""), "fault");
  EXPECT_EQ(text_of("\\u12"), "fault");
  EXPECT_EQ(text_of("\\"), "fault");
}

}  // namespace
}  // namespace crosspoint::wire::json
