#include "wire/json/writer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace crosspoint::wire::json {
namespace {

constexpr WallTime now{std::chrono::microseconds{1'795'452'018'000'042}};

TEST(JsonWriter, P007_WritesOneObjectOnOneLineWithTheTime) {
  EXPECT_EQ(Writer("getlist").text("tid", "4").open("status").text("hintstatus", "8").close().number("n", -3).line(now),
            "{\"class\":\"getlist\",\"tid\":\"4\",\"status\":{\"hintstatus\":\"8\"},\"n\":-3,\"timenow\":1795452018.000042}\n");
}

TEST(JsonWriter, EscapesWhatWouldEndAString) {
  EXPECT_EQ(Writer("c").text("k", "a\"b\\c\n\x01é").line(now),
            "{\"class\":\"c\",\"k\":\"a\\\"b\\\\c\\u000a\\u0001é\",\"timenow\":1795452018.000042}\n");
}

TEST(JsonWriter, WritesEveryKindOfValue) {
  EXPECT_EQ(Writer().flag("on", true).flag("off", false).null("nothing").time("since", now).object(),
            R"({"on":true,"off":false,"nothing":null,"since":1795452018.000042})");
  EXPECT_EQ(Writer().text_or_null("a", "x").text_or_null("b", "").serialised("c", "[1]").object(),
            R"({"a":"x","b":null,"c":[1]})");
}

TEST(JsonWriter, WritesArraysOfTextsAndOfIdsAsTexts) {
  EXPECT_EQ(Writer().texts("a", std::vector<std::string>{"x", "\""}).texts("b", std::vector{UserId{7}, UserId{12}}).object(),
            R"({"a":["x","\""],"b":["7","12"]})");
  EXPECT_EQ(Writer().texts("none", std::vector<std::string>{}).open("empty").close().object(), R"({"none":[],"empty":{}})");
}

TEST(JsonWriter, GoesOnWhereAnObjectEnds) {
  EXPECT_EQ(Writer::continuing(R"({"class":"c"})").number("replyid", 1).object(), R"({"class":"c","replyid":1})");
  EXPECT_EQ(Writer::continuing("{}").line(now), "{\"timenow\":1795452018.000042}\n");
}

}  // namespace
}  // namespace crosspoint::wire::json
