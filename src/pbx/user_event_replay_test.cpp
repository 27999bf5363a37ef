// What the dialplan tells of its own accord, as real exchanges pass it on.
#include <gmock/gmock.h>

#include <utility>

#include "pbx/testing/fixture.h"

namespace crosspoint::pbx {
namespace {

struct UserEventReplay : testing::Replay {
  UserEventReplay() { desk.go_live(); }

  std::vector<UserEventTold> told_by(std::string_view name) {
    desk.play(script(name));
    std::vector<UserEventTold> told;
    for (auto const& notice : desk.take())
      if (auto const* const event = std::get_if<UserEventTold>(&notice)) told.push_back(*event);
    return told;
  }
};
BOTH_VERSIONS(UserEventReplay);

TEST_P(UserEventReplay, T007_KeepsTheFieldsApartFromTheChannel) {
  using Fields = std::vector<std::pair<std::string, std::string>>;
  auto const told = told_by("userevent");
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0], (UserEventTold{"AgentAddedToQueue", "", "",
                                    Fields{{"AgentID", "7"}, {"AgentNumber", "2007"}, {"QueueName", "sales"}}}));
  EXPECT_EQ(told[1].name, "dialplan2cti");
  EXPECT_EQ(told[1].uniqueid, told[1].field("UniqueID"));
  EXPECT_EQ(told[1].channel, told[1].field("channel"));
  EXPECT_TRUE(told[1].channel.starts_with("PJSIP/1001-")) << told[1].channel;
  EXPECT_EQ(told[1].field("value"), "Salut");
  EXPECT_EQ(told[1].field("nothing"), "");
}

TEST_P(UserEventReplay, T134_SaysHowAConsultationEnded) {
  auto const told = told_by("transfer-attended-native-target-busy");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].name, "CrosspointConsultEnd");
  EXPECT_EQ(told[0].field("Status"), "BUSY");
  EXPECT_TRUE(told[0].channel.starts_with("PJSIP/1001-")) << told[0].channel;
}

}  // namespace
}  // namespace crosspoint::pbx
