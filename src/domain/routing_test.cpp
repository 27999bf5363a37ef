#include "domain/routing.h"

#include <gmock/gmock.h>

namespace crosspoint::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using wire::agi::Variable;

struct Routing : testing::Test {
  Routing() {
    directory.lines[LineId{2}] = {.id = LineId{2}, .user = UserId{2}, .name = "1002", .number = "1002", .context = "branch"};
    directory.voicemails[VoicemailId{2}] = {.id = VoicemailId{2}, .mailbox = "8002", .context = "boxes"};
    bob = {.id = UserId{2}, .firstname = "Bob", .voicemail = VoicemailId{2}, .lines = {LineId{2}}};
  }

  [[nodiscard]] wire::agi::Variables variables() const {
    return route({"1002", "1795452018.43", WallTime{std::chrono::seconds{1'795'452'018}}}, bob, directory, settings);
  }

  directory::Directory directory;
  directory::User bob;
  RoutingSettings settings;
};

TEST_F(Routing, RingsTheLineOfAUserWithoutServices) {
  EXPECT_THAT(variables(),
              ElementsAre(Variable{"XP_INTERFACE", "PJSIP/1002"}, Variable{"XP_TIMEOUT", "30"}, Variable{"XP_ACTION", "dial"}));
}

TEST_F(Routing, RingsAllLinesTogetherForAsLongAsIsSet) {
  directory.lines[LineId{3}] = {.id = LineId{3}, .user = UserId{2}, .technology = "SIP", .name = "desk", .number = "1012"};
  bob.lines.push_back(LineId{3});
  settings.ring_time = std::chrono::seconds(12);
  EXPECT_THAT(variables(), ElementsAre(Variable{"XP_INTERFACE", "PJSIP/1002&SIP/desk"}, Variable{"XP_TIMEOUT", "12"},
                                       Variable{"XP_ACTION", "dial"}));
}

TEST_F(Routing, T167_TurnsACallAwayInDoNotDisturb) {
  bob.services.dnd = true;
  EXPECT_THAT(variables(), ElementsAre(Variable{"XP_ACTION", "busy"}));
  EXPECT_TRUE(turns_away(bob.services));
}

TEST_F(Routing, T167_SendsACallInDoNotDisturbToTheBusyDestination) {
  bob.services.dnd = true;
  bob.services.busy = {true, "1003"};
  EXPECT_THAT(variables(), ElementsAre(Variable{"XP_BUSY", "1003@branch"}, Variable{"XP_ACTION", "busy"}));
  EXPECT_FALSE(turns_away(bob.services));
}

TEST_F(Routing, T168_ForwardsEveryCallBeforeAnythingElse) {
  bob.services = {.dnd = true, .call_filter = true, .recording = true, .unconditional = {true, "1003"}, .busy = {true, "1004"}};
  EXPECT_THAT(variables(),
              ElementsAre(Variable{"XP_DEST", "1003@branch"}, Variable{"XP_REASON", "cfu"}, Variable{"XP_ACTION", "forward"}));
  EXPECT_FALSE(turns_away(bob.services));
}

TEST_F(Routing, T168_SaysWhereBusyAndUnansweredCallsGo) {
  bob.services.busy = {true, "1003"};
  bob.services.no_answer = {true, "1004"};
  EXPECT_THAT(variables(), ElementsAre(Variable{"XP_BUSY", "1003@branch"}, Variable{"XP_NOANSWER", "1004@branch"},
                                       Variable{"XP_UNAVAIL", "1004@branch"}, Variable{"XP_INTERFACE", "PJSIP/1002"},
                                       Variable{"XP_TIMEOUT", "30"}, Variable{"XP_ACTION", "dial"}));
}

TEST_F(Routing, LeavesAForwardThatIsOffOrLeadsNowhereAlone) {
  bob.services.unconditional = {false, "1003"};
  bob.services.no_answer = {true, ""};
  bob.services.busy = {true, "@/ ,"};
  EXPECT_THAT(variables(),
              ElementsAre(Variable{"XP_INTERFACE", "PJSIP/1002"}, Variable{"XP_TIMEOUT", "30"}, Variable{"XP_ACTION", "dial"}));
}

TEST_F(Routing, LetsNothingIntoTheDialplanThatCannotBeDialled) {
  bob.services.unconditional = {true, "10 03@other,1(${EVIL})\n"};
  EXPECT_THAT(variables(), Contains(Variable{"XP_DEST", "1003other1EVIL@branch"}));
}

TEST_F(Routing, SendsWhatHasNoForwardToVoicemail) {
  bob.services.voicemail = true;
  bob.services.busy = {true, "1003"};
  EXPECT_THAT(
      variables(),
      ElementsAre(Variable{"XP_BUSY", "1003@branch"}, Variable{"XP_VMCONTEXT", "boxes"},
                  Variable{"XP_NOANSWER", "8002@crosspoint-voicemail"}, Variable{"XP_UNAVAIL", "8002@crosspoint-voicemail"},
                  Variable{"XP_INTERFACE", "PJSIP/1002"}, Variable{"XP_TIMEOUT", "30"}, Variable{"XP_ACTION", "dial"}));
  bob.services.busy.on = false;
  bob.services.dnd = true;
  EXPECT_THAT(variables(), ElementsAre(Variable{"XP_BUSY", "8002@crosspoint-voicemail"}, Variable{"XP_VMCONTEXT", "boxes"},
                                       Variable{"XP_ACTION", "busy"}));
  EXPECT_TRUE(turns_away(bob.services));
}

TEST_F(Routing, HasNoVoicemailWithoutABox) {
  bob.services.voicemail = true;
  bob.voicemail = VoicemailId{9};
  EXPECT_THAT(variables(), Not(Contains(testing::Field(&Variable::name, "XP_NOANSWER"))));
}

TEST_F(Routing, T170_ScreensCallsOfAFilteredUser) {
  bob.services.call_filter = true;
  EXPECT_THAT(variables(), Contains(Variable{"XP_OPTIONS", "p"}));
}

TEST_F(Routing, T171_NamesARecordingByDateExtensionAndCall) {
  bob.services.recording = true;
  EXPECT_THAT(variables(), Contains(Variable{"XP_RECORD", "20261123-164018-1002-1795452018.43.wav"}));
  settings.recordings = "/var/recordings";
  EXPECT_THAT(variables(), Contains(Variable{"XP_RECORD", "/var/recordings/20261123-164018-1002-1795452018.43.wav"}));
}

TEST_F(Routing, T171_KeepsARecordingInItsFolder) {
  bob.services.recording = true;
  auto const strange = route({"*10/../02", "a,b|../c", WallTime{}}, bob, directory, settings);
  EXPECT_THAT(strange, Contains(Variable{"XP_RECORD", "19700101-000000-10..02-ab..c.wav"}));
}

TEST_F(Routing, SaysWhatToDoLastSoThatAnAnswerCutShortRings) {
  bob.services = {.dnd = true, .voicemail = true, .busy = {true, "1003"}};
  EXPECT_EQ(variables().back().name, "XP_ACTION");
  bob.services.unconditional = {true, "1003"};
  EXPECT_EQ(variables().back().name, "XP_ACTION");
}

}  // namespace
}  // namespace crosspoint::domain
