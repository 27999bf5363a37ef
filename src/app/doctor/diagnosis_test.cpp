#include "app/doctor/diagnosis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosspoint::app::doctor {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

Facts healthy() {
  return {.account = "crosspoint",
          .commands = {"CoreShowChannels", "CoreSettings",       "CoreStatus",          "BridgeList",  "ExtensionStateList",
                       "DeviceStateList",  "QueueStatus",        "QueueSummary",        "QueueAdd",    "QueueRemove",
                       "QueuePause",       "VoicemailUsersList", "ConfbridgeListRooms", "ParkedCalls", "Originate",
                       "Hangup",           "Redirect",           "BlindTransfer",       "Bridge",      "Getvar",
                       "Setvar",           "UserEvent",          "PJSIPShowContacts",   "GetConfig"},
          .asks_us = true,
          .has_places = true,
          .agi_url = "agi://127.0.0.1:5002",
          .heard_itself = true,
          .may_read_files = true,
          .section = {{"read", "system,call,agent,user"}, {"writetimeout", "5000"}}};
}

TEST(Diagnosis, HasNothingToSayOfAHealthyExchange) { EXPECT_THAT(diagnose(healthy()), IsEmpty()); }

TEST(Diagnosis, T027_NamesTheMissingRightAndModuleWithTheLinesToAdd) {
  auto facts = healthy();
  facts.commands.erase("QueueAdd");
  EXPECT_THAT(
      diagnose(facts),
      ElementsAre(Finding{Finding::Kind::missing, "the action QueueAdd cannot be used: no logging agents on",
                          "in manager.conf, section [crosspoint]: add \"agent\" to write, then: asterisk -rx 'manager reload'; "
                          "if it is there already: in modules.conf: load => app_queue.so"}));
}

TEST(Diagnosis, T027_WarnsOfClassesThatOnlyMakeNoise) {
  auto facts = healthy();
  facts.section["read"] = "system,call,agent,user,reporting";
  EXPECT_THAT(diagnose(facts), ElementsAre(Field(&Finding::text, HasSubstr("reads the class reporting"))));
  facts = healthy();
  facts.events = {"VarSet", "Newexten"};
  EXPECT_THAT(diagnose(facts), ElementsAre(Field(&Finding::text, HasSubstr("reads the class dialplan"))));
}

TEST(Diagnosis, T027_NoticesFilters) {
  auto facts = healthy();
  facts.heard_itself = false;
  facts.general["disabledevents"] = "Newchannel";
  EXPECT_THAT(diagnose(facts), ElementsAre(Field(&Finding::text, HasSubstr("did not come")),
                                           Field(&Finding::text, HasSubstr("disabledevents is set"))));
}

TEST(Diagnosis, SaysThatServicesDoNothingWithoutTheInclude) {
  auto facts = healthy();
  facts.asks_us = false;
  EXPECT_THAT(diagnose(facts), ElementsAre(AllOf(Field(&Finding::kind, Finding::Kind::advice),
                                                 Field(&Finding::text, HasSubstr("do nothing to calls")),
                                                 Field(&Finding::remedy, HasSubstr("--print-dialplan")))));
  facts.asks_us = true;
  facts.has_places = false;
  EXPECT_THAT(diagnose(facts), ElementsAre(Field(&Finding::text, HasSubstr("no attended transfers"))));
  facts.has_places = true;
  facts.agi_url.clear();
  EXPECT_THAT(diagnose(facts), ElementsAre(Field(&Finding::remedy, HasSubstr("XP_AGI = agi://127.0.0.1:5002"))));
}

TEST(Diagnosis, T027_PrintsTheLineForAWriteTimeoutThatCannotBeRead) {
  auto facts = healthy();
  facts.section.erase("writetimeout");
  facts.may_read_files = false;
  EXPECT_THAT(diagnose(facts), ElementsAre(Field(&Finding::remedy, HasSubstr("writetimeout = 5000"))));
}

}  // namespace
}  // namespace crosspoint::app::doctor
