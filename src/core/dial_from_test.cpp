// Which of the user's phones rings first for a call. (P253 to P255)
#include "core/own_calls_fixture.h"

namespace crosspoint::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct DialFrom : CallsHouse {
  DialFrom() {
    auto office = House::office();
    office.lines[LineId{3}].user = UserId{1};
    office.lines[LineId{3}].context = "branch";
    office.users[UserId{1}].lines = {LineId{1}, LineId{3}};
    office.users[UserId{1}].mobile = "+33 6 00 00 00 01";
    office.users[UserId{3}].lines.clear();
    house.give(flow::Configured{office});
  }

  /// The Originate that follows.
  std::string dial(std::string const& from, SessionId session = desk) {
    house.asked.clear();
    house.lines.clear();
    house.say(session, R"({"class":"ipbxcommand","command":"dial","destination":"1002","from":)" + from + "}");
    auto const all = asked("Originate");
    return all.empty() ? "" : all.back();
  }
};
WITH_BOTH_ASTERISKS(DialFrom);

TEST_P(DialFrom, P253_TheLineThatIsNamedRingsFirst) {
  follow("1001");
  auto const action = dial(R"("3")");
  EXPECT_THAT(action, HasSubstr("Channel=PJSIP/1003 "));
  EXPECT_THAT(action, HasSubstr(R"(CallerID="1001" <1003>)"));
  EXPECT_THAT(action, HasSubstr("Context=branch Exten=1002"));
  auto const id = originated_id();
  hear("Newchannel\r\nChannelState: 0\r\nChannel: PJSIP/1003-00000077\r\nUniqueid: " + id);
  hear("Newstate\r\nChannelState: 5\r\nChannel: PJSIP/1003-00000077\r\nUniqueid: " + id);
  EXPECT_THAT(lists(), ElementsAre("dialling out 1002"));
  EXPECT_EQ(text(last_calls()[0].as_object(), "line"), "3");
}

TEST_P(DialFrom, P254_TheMobileRingsFirst) {
  follow("1001");
  auto const action = dial(R"("mobile")");
  EXPECT_THAT(action, HasSubstr("Channel=Local/+33600000001@default "));
  EXPECT_THAT(action, HasSubstr(R"(CallerID="1001" <1001>)"));
  EXPECT_THAT(action, HasSubstr("Context=default Exten=1002"));
  EXPECT_THAT(told("dial_success"), SizeIs(1));
  EXPECT_THAT(lists(), IsEmpty());
}

TEST_P(DialFrom, P254_NothingButANumberReachesAsterisk) {
  auto office = House::office();
  office.users[UserId{1}].mobile = "1006@default/n&PJSIP/1005,x";
  house.give(flow::Configured{office});
  follow("1001");
  EXPECT_THAT(dial(R"("mobile")"), HasSubstr("Channel=Local/1006defaultnPJSIP1005x@default "));
}

TEST_P(DialFrom, P255_WhatTheUserDoesNotHaveIsRefused) {
  follow("1002");
  for (auto const* const from : {"mobile", "1", "4", "99", "", "0"}) {
    EXPECT_EQ(dial("\"" + std::string(from) + "\""), "") << from;
    EXPECT_THAT(errors(), ElementsAre("unreachable_extension:" + std::string(from)));
  }
  for (auto const* const from : {"3", "null", "[]"}) {
    EXPECT_EQ(dial(from), "") << from;
    EXPECT_THAT(errors(), ElementsAre("unreachable_extension:"));
  }
}

TEST_P(DialFrom, P255_IsNotLookedAtForOthers) {
  for (auto const* const from : {R"("3")", R"("mobile")", R"("99")", "5", "null"})
    EXPECT_THAT(dial(from, alice), HasSubstr("Channel=PJSIP/1001 ")) << from;
}

}  // namespace
}  // namespace crosspoint::core
