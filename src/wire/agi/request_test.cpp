#include "wire/agi/request.h"

#include <gmock/gmock.h>

namespace crosspoint::wire::agi {
namespace {

using testing::HasSubstr;

constexpr std::string_view as_asterisk_sends_it =
    "agi_network: yes\n"
    "agi_network_script: user\n"
    "agi_request: agi://127.0.0.1:5002/user\n"
    "agi_channel: PJSIP/1001-0000002b\n"
    "agi_language: en\n"
    "agi_type: PJSIP\n"
    "agi_uniqueid: 1795452018.43\n"
    "agi_version: 16.28.0\n"
    "agi_callerid: 1001\n"
    "agi_calleridname: Alice: \xC3\xA9\n"
    "agi_callington: 0\n"
    "agi_dnid: 1002\n"
    "agi_rdnis: unknown\n"
    "agi_context: crosspoint-user\n"
    "agi_extension: 1002\n"
    "agi_priority: 10\n"
    "agi_accountcode: \n"
    "agi_arg_1: 1002\n"
    "agi_arg_2: \n";

TEST(AgiRequest, ReadsWhatAsteriskSends) {
  EXPECT_EQ(parse_request(as_asterisk_sends_it).value(), (Request{.script = "user",
                                                                  .arguments = {"1002", ""},
                                                                  .channel = "PJSIP/1001-0000002b",
                                                                  .uniqueid = "1795452018.43",
                                                                  .caller_name = "Alice: \xC3\xA9",
                                                                  .caller_number = "1001",
                                                                  .context = "crosspoint-user",
                                                                  .extension = "1002",
                                                                  .type_of_number = "0"}));
}

TEST(AgiRequest, KnowsThatAnUnknownCallerHasNoNameAndNoNumber) {
  auto const request = parse_request("agi_network_script: user\nagi_callerid: unknown\nagi_calleridname: unknown\n");
  EXPECT_EQ(request->caller_number + request->caller_name, "");
}

TEST(AgiRequest, LeavesAQueryOutOfTheScript) { EXPECT_EQ(parse_request("agi_network_script: user?test=1\n")->script, "user"); }

TEST(AgiRequest, MakesTextOfBytesThatAreNone) {
  EXPECT_EQ(parse_request("agi_network_script: user\nagi_calleridname: \xFF\n")->caller_name, "\xEF\xBF\xBD");
}

TEST(AgiRequest, RefusesWhatIsNoRequest) {
  for (auto const* const lines : {"", "GET / HTTP/1.1\n", "agi_network: yes\n", "agi_network_script: user\nagi_channel\n",
                                  "agi_network_script: user\nagi_arg_2: 1002\n", "agi_network_script: user\n\nagi_arg_1: 1002\n"})
    EXPECT_FALSE(parse_request(lines)) << lines;
  EXPECT_THAT(parse_request("GET / HTTP/1.1\n").error().detail, HasSubstr("GET / HTTP/1.1"));
}

}  // namespace
}  // namespace crosspoint::wire::agi
