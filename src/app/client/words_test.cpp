#include "app/client/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/client/address.h"
#include "app/client/lines.h"
#include "app/client/message.h"

namespace crosspoint::app::client {
namespace {

using testing::HasSubstr;

TEST(Words, ExplainEveryErrorOfTheProtocol) {
  for (auto const* const code :
       {"login_password", "user_not_found", "capaid_undefined", "xivo_auth_error", "wrong cti_profile_id",
        "unknown cti_profile_id", "agent_login_exten_in_use", "agent_login_invalid_exten", "unreachable_extension:1",
        "call_unauthorized", "hangup_unauthorized", "hold_unauthorized", "transfer_unauthorized", "service_unavailable",
        "xivoversion_client:1;2", "wazoversion_client:1;2", "missing:userlogin"})
    EXPECT_THAT(error_in_words(code), testing::Not(HasSubstr("the server refused: "))) << code;
  EXPECT_EQ(error_in_words("something new"), "the server refused: something new");
  EXPECT_EQ(error_in_words("wazoversion_client:2.9;2.2"), "this client speaks protocol 2.9, the server only 2.2");
  EXPECT_EQ(error_in_words("missing:userlogin"), "the server misses a field in the login: userlogin");
}

TEST(Words, NameStates) {
  EXPECT_EQ(line_state("8"), "ringing");
  EXPECT_EQ(line_state("77"), "77");
  EXPECT_TRUE(has_call("9"));
  EXPECT_FALSE(has_call("0"));
  EXPECT_EQ(member_state("101"), "logged out");
  EXPECT_EQ(availability("logged_out"), "logged out");
}

TEST(Address, ReadsHostsAndPorts) {
  EXPECT_EQ(parse_address("pbx", "5003"), (Address{"pbx", "5003"}));
  EXPECT_EQ(parse_address("pbx:7", "5003"), (Address{"pbx", "7"}));
  EXPECT_EQ(parse_address("[::1]:7", "5003"), (Address{"::1", "7"}));
  EXPECT_EQ(parse_address("[::1]", "5003"), (Address{"::1", "5003"}));
  EXPECT_EQ(parse_address("::1", "5003"), (Address{"::1", "5003"}));
  for (auto const* const wrong : {"", ":7", "pbx:", "pbx:x", "pbx:70000", "[::1", "[::1]x"})
    EXPECT_FALSE(parse_address(wrong, "5003")) << wrong;
}

TEST(Lines, AreCutWhateverTheSegmentsTheyArriveIn) {
  Lines lines;
  lines.feed("on");
  EXPECT_EQ(lines.next(), std::nullopt);
  lines.feed("e\r\ntwo\nth");
  EXPECT_EQ(lines.next(), "one");
  EXPECT_EQ(lines.next(), "two");
  EXPECT_EQ(lines.next(), std::nullopt);
  EXPECT_EQ(lines.rest(), "th");
}

TEST(Message, TakesEveryFormTheProtocolAllows) {
  auto const message = parse_message(R"({"class":"x","a":7,"b":"7","c":true,"d":null,"list":["1",2]})");
  ASSERT_TRUE(message);
  EXPECT_EQ(text_of(message->fields, "a"), "7");
  EXPECT_EQ(text_of(message->fields, "b"), "7");
  EXPECT_EQ(text_of(message->fields, "c"), "1");
  EXPECT_EQ(text_of(message->fields, "d"), "");
  EXPECT_EQ(text_of(message->fields, "e"), "");
  EXPECT_THAT(texts_of(message->fields, "list"), testing::ElementsAre("1", "2"));
  EXPECT_FALSE(parse_message("[]"));
  EXPECT_FALSE(parse_message("{}"));
  EXPECT_FALSE(parse_message("{"));
}

}  // namespace
}  // namespace crosspoint::app::client
