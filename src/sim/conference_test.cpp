#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/testing/bench.h"
#include "sim/testing/transcript.h"

namespace crosspoint::sim {
namespace {

using testing::HasSubstr;

/// A bench with 1001 and 1002 in the conference.
struct ConferenceBench : Bench {
  ConferenceBench() {
    say("call 1001 4001");
    say("call 1002 4001");
  }

  std::string voice(std::string const& action, std::string const& conference, std::string const& channel) {
    return ask("Action: Confbridge" + action + "\r\nConference: " + conference + "\r\nChannel: " + channel + "\r\n");
  }
};

std::vector<std::string> names_in(std::string const& stream, std::string const& event) {
  std::vector<std::string> names;
  for (auto const& headers : messages_of(stream))
    if (value(headers, "Event") == event && names.empty())
      for (auto const& [name, text] : headers) names.push_back(name);
  return names;
}

TEST(ConferenceVoice, T153_IsToldAsTheRealOneTellsIt) {
  ConferenceBench bench;
  for (std::string const action : {"Mute", "Unmute"}) {
    auto const answer = bench.voice(action, "4001", "PJSIP/1002-00000001");
    EXPECT_THAT(answer, HasSubstr(action == "Mute" ? "Message: User muted\r\n" : "Message: User unmuted\r\n"));
    EXPECT_EQ(names_in(answer, "Confbridge" + action), names_in(recorded("confbridge.ami"), "Confbridge" + action));
    EXPECT_THAT(bench.ask("Action: ConfbridgeList\r\nConference: 4001\r\n"),
                HasSubstr(action == "Mute" ? "Muted: Yes\r\n" : "Muted: No\r\n"));
  }
}

TEST(ConferenceVoice, T154_RefusesAsTheRealOne) {
  ConferenceBench bench;
  EXPECT_THAT(bench.voice("Mute", "9999", "PJSIP/1002-00000001"), HasSubstr("Message: No Conference by that name found.\r\n"));
  EXPECT_THAT(bench.voice("Mute", "4001", "PJSIP/none"), HasSubstr("Message: No Channel by that name found in Conference.\r\n"));
  Bench empty;
  EXPECT_THAT(empty.ask("Action: ConfbridgeMute\r\nConference: 4001\r\nChannel: x\r\n"), HasSubstr("No active conferences."));
}

}  // namespace
}  // namespace crosspoint::sim
