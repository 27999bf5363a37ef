// Requests that name one call of several. (docs/protocol/extensions.md, "One call of several")
#include "core/own_calls_fixture.h"

namespace crosspoint::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// 1001 talks with 1002, 1003 and 1004, in this order; another call rings.
struct ThreeCalls : CallsHouse {
  ThreeCalls() {
    follow("1001");
    for (auto const* const other : {"2", "3", "4"}) talk(other);
    ring();
    house.asked.clear();
  }

  static std::string own(std::string const& n) { return "PJSIP/1001-0000000" + n; }
  static std::string other(std::string const& n) { return "PJSIP/100" + n + "-0000000" + n; }

  void talk(std::string const& n) {
    auto const mine = "\r\nChannel: " + own(n) + "\r\nUniqueid: own." + n + "\r\nLinkedid: own." + n + "\r\nContext: default";
    auto const theirs =
        "\r\nChannel: " + other(n) + "\r\nUniqueid: other." + n + "\r\nLinkedid: own." + n + "\r\nContext: default";
    hear("Newchannel\r\nChannelState: 4\r\nExten: 100" + n + mine);
    hear("Newchannel\r\nChannelState: 0\r\nCallerIDNum: 100" + n + theirs);
    hear("Newstate\r\nChannelState: 6" + theirs);
    hear("Newstate\r\nChannelState: 6" + mine);
    hear("BridgeCreate\r\nBridgeUniqueid: b" + n + "\r\nBridgeType: basic");
    hear("BridgeEnter\r\nBridgeUniqueid: b" + n + "\r\nBridgeType: basic" + theirs);
    hear("BridgeEnter\r\nBridgeUniqueid: b" + n + "\r\nBridgeType: basic" + mine);
    house.pass(std::chrono::milliseconds(100));
  }

  void ring() {
    auto const mine =
        std::string("\r\nChannel: PJSIP/1001-00000009\r\nUniqueid: own.9\r\nLinkedid: other.9\r\nConnectedLineNum: 1005");
    hear("Newchannel\r\nChannelState: 0" + mine);
    hear("Newstate\r\nChannelState: 5" + mine);
    house.pass(std::chrono::milliseconds(100));
  }

  /// Both have left their bridge for our part of the dialplan.
  void part(std::string const& n) {
    for (auto const& leg : {own(n), other(n)}) {
      tell("BridgeLeave", leg, "Context: crosspoint-hold\r\nBridgeUniqueid: b" + n + "\r\n");
      tell("MusicOnHoldStart", leg, "Context: crosspoint-hold\r\n");
    }
    house.pass(std::chrono::milliseconds(100));
  }

  static std::string named(std::string const& message_class, std::string const& n, std::string const& more = {}) {
    return R"({"class":")" + message_class + R"(","call":"own.)" + n + "\"" + more + "}";
  }

  std::string parted(std::string const& n) const {
    return "Redirect Channel=" + other(n) + " Context=crosspoint-hold Exten=s Priority=1 ExtraChannel=" + own(n) +
           " ExtraContext=crosspoint-hold ExtraExten=s ExtraPriority=1";
  }
};
INSTANTIATE_TEST_SUITE_P(Calls, ThreeCalls, testing::Values(""), [](auto const&) { return std::string("Synthetic"); });

TEST_P(ThreeCalls, P237_AreHungUpByTheirIds) {
  order(named("hangup", "3"));
  EXPECT_THAT(house.asked, ElementsAre(end_of(own("3"))));
  order(named("hangup", "9"));
  EXPECT_THAT(house.asked, ElementsAre("Hangup Channel=PJSIP/1001-00000009 Cause=16"));
  order(R"({"class":"hangup"})");
  EXPECT_THAT(house.asked, ElementsAre(end_of(own("2")))) << "without a name it is the oldest";
}

TEST_P(ThreeCalls, P238_AreHeldAndResumedByTheirIds) {
  order(named("hold", "3"));
  EXPECT_THAT(asked("Redirect"), ElementsAre(parted("3")));
  part("3");
  order(named("hold", "4"));
  EXPECT_THAT(asked("Redirect"), ElementsAre(parted("4")));
  part("4");
  EXPECT_EQ(lists().back(), "up out 1002, hold out 1003, hold out 1004, ringing in 1005");
  order(R"({"class":"hold"})");
  EXPECT_THAT(house.asked, IsEmpty()) << "without a name one call a user";
  order(named("hangup", "4"));
  EXPECT_THAT(house.asked, ElementsAre(end_of(own("4")))) << "on hold, too";
  order(named("resume", "4"));
  EXPECT_THAT(asked("Bridge"), ElementsAre("Bridge Channel1=" + other("4") + " Channel2=" + own("4") + " Tone=no"));
  order(named("resume", "3"));
  EXPECT_THAT(asked("Bridge"), ElementsAre("Bridge Channel1=" + other("3") + " Channel2=" + own("3") + " Tone=no"));
  EXPECT_THAT(errors(), IsEmpty());
}

TEST_P(ThreeCalls, P238_WhatThePhoneHoldsIsResumedByIt) {
  tell("Hold", own("3"));
  order(named("resume", "3"));
  EXPECT_THAT(house.asked, IsEmpty());
  EXPECT_THAT(errors(), ElementsAre("phone_takes_no_orders"));
  auto office = House::office();
  office.lines[LineId{1}].auto_answer = "talk";
  house.give(flow::Configured{office});
  order(named("resume", "3"));
  EXPECT_THAT(house.asked, ElementsAre("PJSIPNotify Channel=" + own("3") + " Variable=Event=talk"));
  order(named("hold", "4"));
  EXPECT_THAT(house.asked, ElementsAre("PJSIPNotify Channel=" + own("4") + " Variable=Event=hold"));
}

TEST_P(ThreeCalls, P239_AreTransferredByTheirIds) {
  for (auto const* const mailbox : {"1001", "1003"})
    hear("MessageWaiting\r\nMailbox: " + std::string(mailbox) + "@default\r\nWaiting: 0\r\nNew: 0");
  order(named("direct_transfer", "3", R"(,"number":"1003")"));
  EXPECT_THAT(asked("BlindTransfer"), ElementsAre("BlindTransfer Channel=" + own("3") + " Context=default Exten=1003"));
  order(named("blind_transfer_voicemail", "4", R"(,"voicemail":"1003")"));
  EXPECT_THAT(asked("BlindTransfer"),
              ElementsAre("BlindTransfer Channel=" + own("4") + " Context=crosspoint-voicemail Exten=1003"));
  order(named("attended_transfer", "3", R"(,"number":"1003")"));
  EXPECT_THAT(asked("Redirect"), ElementsAre(HasSubstr("ExtraChannel=" + own("3") + " ExtraContext=crosspoint-consult")));
  order(named("attended_transfer_voicemail", "4", R"(,"voicemail":"1003")"));
  EXPECT_THAT(asked("Redirect"), IsEmpty());
  EXPECT_THAT(errors(), ElementsAre("no_such_call")) << "one at a time";
}

TEST_P(ThreeCalls, P239_ThatThePhoneHoldsCanBeSentOnButNotKeptWaiting) {
  tell("Hold", own("3"));
  order(named("direct_transfer", "3", R"(,"number":"1003")"));
  EXPECT_THAT(asked("BlindTransfer"), ElementsAre("BlindTransfer Channel=" + own("3") + " Context=default Exten=1003"));
  for (auto const& request : {named("attended_transfer", "3", R"(,"number":"1003")"), named("hold", "3")}) {
    order(request);
    EXPECT_THAT(house.asked, IsEmpty()) << request;
    EXPECT_THAT(errors(), ElementsAre("no_such_call")) << request;
  }
}

TEST_P(ThreeCalls, P240_APhoneThatTakesOrdersAnswersTheCallThatIsNamed) {
  order(named("answer_own", "9"));
  EXPECT_THAT(house.asked, IsEmpty());
  EXPECT_THAT(errors(), ElementsAre("phone_takes_no_orders"));
  auto office = House::office();
  office.lines[LineId{1}].auto_answer = "talk";
  house.give(flow::Configured{office});
  order(named("answer_own", "9"));
  EXPECT_THAT(house.asked, ElementsAre("PJSIPNotify Channel=PJSIP/1001-00000009 Variable=Event=talk"));
  EXPECT_THAT(errors(), IsEmpty());
}

TEST_P(ThreeCalls, P241_ARingingCallIsTurnedAwayAsIfThePhoneWereBusy) {
  order(named("decline", "9"));
  EXPECT_THAT(house.asked, ElementsAre("Hangup Channel=PJSIP/1001-00000009 Cause=17"));
  EXPECT_THAT(errors(), IsEmpty());
}

TEST_P(ThreeCalls, P241_OnAllLinesOnWhichItRings) {
  auto office = House::office();
  office.lines[LineId{6}].user = UserId{1};
  office.users[UserId{1}].lines = {LineId{1}, LineId{6}};
  office.users[UserId{6}].lines.clear();
  house.give(flow::Configured{office});
  for (auto const* const call : {"other.9", "another"})
    hear("Newstate\r\nChannelState: 5\r\nChannel: PJSIP/1006-" + std::string(call) + "\r\nUniqueid: own.6" + call +
         "\r\nLinkedid: " + call);
  order(named("decline", "9"));
  EXPECT_THAT(house.asked,
              ElementsAre("Hangup Channel=PJSIP/1001-00000009 Cause=17", "Hangup Channel=PJSIP/1006-other.9 Cause=17"));
}

TEST_P(ThreeCalls, P242_WhatIsNotThereOrCannotBeDoneIsTold) {
  auto const number = std::string(R"(,"number":"1003")"), voicemail = std::string(R"(,"voicemail":"1003")");
  std::vector<std::pair<std::string, std::string>> const requests{{"hangup", ""},
                                                                  {"hold", ""},
                                                                  {"resume", ""},
                                                                  {"direct_transfer", number},
                                                                  {"attended_transfer", number},
                                                                  {"blind_transfer_voicemail", voicemail},
                                                                  {"attended_transfer_voicemail", voicemail},
                                                                  {"answer_own", ""},
                                                                  {"decline", ""}};
  auto const refused = [&](std::string const& request) {
    order(request);
    EXPECT_THAT(house.asked, IsEmpty()) << request;
    EXPECT_THAT(errors(), ElementsAre("no_such_call")) << request;
  };
  for (auto const& [request, more] : requests) {
    for (auto const* const call : {"own.7", "other.3", "", "PJSIP/1001-00000003"})
      refused(R"({"class":")" + request + R"(","call":")" + call + "\"" + more + "}");
    if (request != "hangup" && request != "answer_own" && request != "decline") refused(named(request, "9", more));
    if (request == "answer_own" || request == "decline" || request == "resume") refused(named(request, "3", more));
    if (request == "answer_own" || request == "decline") continue;
    for (auto const* const call : {"5", "null", "[]"}) refused(R"({"class":")" + request + R"(","call":)" + call + more + "}");
  }
}

TEST_P(ThreeCalls, P242_ACallThatHasJustEndedIsTold) {
  for (auto const* const action : {"Hangup", "PJSIPNotify"})
    house.exchange_says[action] = "Response: Error\r\nMessage: No such channel\r\n";
  auto office = House::office();
  office.lines[LineId{1}].auto_answer = "talk";
  house.give(flow::Configured{office});
  for (auto const& request : {named("hangup", "3"), named("decline", "9"), named("answer_own", "9"), named("hold", "3")}) {
    order(request);
    EXPECT_THAT(errors(), ElementsAre("no_such_call")) << request;
  }
  order(R"({"class":"hangup"})");
  EXPECT_THAT(errors(), IsEmpty()) << "what was asked for is so";
}

}  // namespace
}  // namespace crosspoint::core
