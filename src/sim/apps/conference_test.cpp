#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/testing/bench.h"
#include "sim/testing/transcript.h"

namespace crosspoint::sim {
namespace {

using testing::HasSubstr;

TEST(Conference, TellsWhoJoinsAndLeaves) {
  Bench bench;
  bench.say("call 1001 4001");
  bench.say("call 1002 4001");
  EXPECT_THAT(bench.ask("Action: ConfbridgeListRooms\r\n"), HasSubstr("Parties: 2\r\n"));
  bench.heard();
  bench.say("hangup 1002");
  bench.say("hangup 1001");
  std::vector<std::string> told;
  for (auto const& headers : messages_of(bench.heard()))
    if (auto const event = value(headers, "Event"); event != "ExtensionStatus" && event != "DeviceStateChange")
      told.push_back(event);
  EXPECT_THAT(told, testing::ElementsAre("HangupRequest", "ConfbridgeLeave", "BridgeLeave", "MusicOnHoldStart",
                                         "SoftHangupRequest", "Hangup", "HangupRequest", "ConfbridgeLeave", "MusicOnHoldStop",
                                         "ConfbridgeEnd", "BridgeLeave", "BridgeDestroy", "SoftHangupRequest", "Hangup"));
}

}  // namespace
}  // namespace crosspoint::sim
