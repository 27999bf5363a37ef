#include "io/sources/http/url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosspoint::io::sources::http {
namespace {

using testing::HasSubstr;

std::string refusal(std::string const& url) {
  auto const parsed = parse_url(url);
  return parsed ? "" : parsed.error().detail;
}

TEST(HttpUrl, TellsHostPortAndTarget) {
  EXPECT_EQ(parse_url("https://crm.example.org/search?q=a%20b").value(), (Url{true, "crm.example.org", 443, "/search?q=a%20b"}));
  EXPECT_EQ(parse_url("http://127.0.0.1:8080?q=x").value(), (Url{false, "127.0.0.1", 8080, "/?q=x"}));
  EXPECT_EQ(parse_url("http://[::1]:8080/").value(), (Url{false, "::1", 8080, "/"}));
}

TEST(HttpUrl, RefusesWhatCannotBeAsked) {
  EXPECT_THAT(refusal("ftp://host/"), HasSubstr("neither http:// nor https://"));
  EXPECT_THAT(refusal("https://me:secret@host/"), HasSubstr("headers"));
  EXPECT_THAT(refusal("https:///path"), HasSubstr("no host"));
  EXPECT_THAT(refusal("http://host:70000/"), HasSubstr("no port"));
  EXPECT_THAT(refusal("not an address"), HasSubstr("no address"));
}

TEST(HttpUrl, TakesThePlaceholderInPathAndQueryOnly) {
  EXPECT_TRUE(check_template("https://host/search?q={pattern}", "{pattern}"));
  EXPECT_TRUE(check_template("https://host/people/{pattern}", "{pattern}"));
  EXPECT_FALSE(check_template("https://host/search", "{pattern}"));
  EXPECT_FALSE(check_template("https://{pattern}/search?q={pattern}", "{pattern}"));
  EXPECT_FALSE(check_template("https://host:{pattern}/search?q={pattern}", "{pattern}"));
  EXPECT_FALSE(check_template("https://host/#{pattern}", "{pattern}"));
}

TEST(HttpUrl, EncodesEverythingThatCouldMeanSomething) {
  EXPECT_EQ(percent_encoded("a b&c=d/e?f#g%h\r\n+\xC3\xA9~"), "a%20b%26c%3Dd%2Fe%3Ff%23g%25h%0D%0A%2B%C3%A9~");
  EXPECT_EQ(percent_encoded(std::vector<std::string>{"1,2", "3"}), "1%2C2,3");
}

}  // namespace
}  // namespace crosspoint::io::sources::http
