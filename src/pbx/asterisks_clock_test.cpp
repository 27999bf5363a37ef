// Asterisk measures by the wall clock of its machine, which may be set while it does.
#include "pbx/testing/fixture.h"

namespace crosspoint::pbx {
namespace {

struct AsterisksClock : testing::Replay {
  /// Gives a header of all items another value.
  void say(std::string const& name, std::string const& value) {
    for (auto& [action, items] : desk.asterisk.lists)
      for (auto& item : items)
        if (auto const at = item.find("\r\n" + name + ": "); at != item.npos) {
          auto const begin = at + name.size() + 4;
          item.replace(begin, item.find("\r\n", begin) - begin, value);
        }
  }
};
BOTH_VERSIONS(AsterisksClock);

TEST_P(AsterisksClock, WhatItMeasuresAfterItWasSetBackHasJustBegun) {
  desk.asterisk.know(script("resync"));
  say("Wait", "-3595");
  say("Duration", "00:-59:-55");
  say("AnsweredTime", "-3599");
  desk.go_live();
  auto const& model = desk.exchange.model();
  ASSERT_FALSE(model.queue("support")->entries.empty());
  EXPECT_LE(model.queue("support")->entries.at(0).joined, desk.now);
  ASSERT_FALSE(desk.calls("PJSIP/1001").empty());
  EXPECT_LE(desk.calls("PJSIP/1001").at(0).created, desk.now);
  EXPECT_LE(lookup(model.rooms, "8000")->participants.at(0).joined, desk.now);
}

}  // namespace
}  // namespace crosspoint::pbx
