#include "session/capabilities.h"

#include <gtest/gtest.h>

namespace crosspoint::session {
namespace {

struct Capabilities : testing::Test {
  [[nodiscard]] boost::json::object of_the_profile() const {
    return capabilities(directory, {.id = UserId{3}, .profile = ProfileId{1}}, directory.profiles.at(ProfileId{1}), "available");
  }

  directory::Directory directory{
      .profiles = {{ProfileId{1}, {.id = ProfileId{1}, .name = "Client", .presences = "office", .phone_status = "office"}}},
      .presence_groups = {
          {"office", {.presences = {{.name = "available"}, {.name = "away", .actions = {{"enablednd", "true"}}}}}}}};
};

TEST_F(Capabilities, P040_HaveEveryKeyOfTheProtocolWhenThereIsNothingToSay) {
  directory.profiles.at(ProfileId{1}).phone_status = "missing";
  EXPECT_EQ(of_the_profile(), boost::json::parse(R"({"userid":"3","ipbxid":"xivo","presence":"available","appliname":"Client",
    "capas":{"preferences":false,"services":[],"phonestatus":{},"userstatus":{
      "available":{"longname":"","color":"","actions":{}},
      "away":{"longname":"","color":"","actions":{"enablednd":"true"}}}},
    "capaxlets":[]})"));
}

TEST_F(Capabilities, P043_AnXletIsItsNameItsLayoutTheLettersOfADockAndItsOrder) {
  directory.profiles.at(ProfileId{1}).xlets = {{.name = "identity", .layout = "grid"},
                                               {.name = "people", .layout = "tab", .order = 2},
                                               {.name = "queues", .layout = "dock", .options = "fcms"},
                                               {.name = "agents", .layout = "dock", .order = 1}};
  EXPECT_EQ(
      of_the_profile().at("capaxlets"),
      boost::json::parse(R"([["identity","grid"],["people","tab","2"],["queues","dock","fcms"],["agents","dock","","1"]])"));
}

}  // namespace
}  // namespace crosspoint::session
