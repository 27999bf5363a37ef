#include "wire/json/writer.h"

#include <gtest/gtest.h>

namespace crosspoint::wire::json {
namespace {

constexpr Time now{std::chrono::microseconds{1'795'452'018'000'042}};

TEST(JsonWriter, P007_WritesOneObjectOnOneLineWithTheTime) {
  EXPECT_EQ(Writer("getlist").text("tid", "4").open("status").text("hintstatus", "8").close().number("n", -3).line(now),
            "{\"class\":\"getlist\",\"tid\":\"4\",\"status\":{\"hintstatus\":\"8\"},\"n\":-3,\"timenow\":1795452018.000042}\n");
}

TEST(JsonWriter, EscapesWhatWouldEndAString) {
  EXPECT_EQ(Writer("c").text("k", "a\"b\\c\n\x01é").line(now),
            "{\"class\":\"c\",\"k\":\"a\\\"b\\\\c\\u000a\\u0001é\",\"timenow\":1795452018.000042}\n");
}

}  // namespace
}  // namespace crosspoint::wire::json
