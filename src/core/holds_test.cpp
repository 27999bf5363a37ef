// Hold and resume of a user's own call, followed in recorded streams of real exchanges, as in transfers_test.cpp. (telephony 4.3)
#include "core/transfer_fixture.h"

namespace crosspoint::core {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// 1001 has called 1002; both clients hear of their calls.
struct Holds : TransferHouse {
  void talk() {
    house.log_in(bruno, "1002");
    open("hold-server-side");
    house.say(alice, subscribe);
    house.say(bruno, subscribe);
    house.lines.clear();
    play({"Response: Success", "Dual Redirect successful"});
    own = leg("1001"), other = leg("1002");
    ASSERT_THAT(of_alice(), ElementsAre(HasSubstr(R"("cid_number":"1002","call_status":"up")")));
    ASSERT_THAT(of_bruno(), ElementsAre(HasSubstr(R"("cid_number":"1001","call_status":"up")")));
    uniqueid = calls_of("1001").at(0).uniqueid, other_uniqueid = calls_of("1002").at(0).uniqueid;
  }

  /// Both have left their bridge.
  void hold() {
    say(R"({"class":"hold","commandid":3})");
    play({"Response: Success", "Channels have been bridged"});
  }

  void resume() {
    say(R"({"class":"resume","commandid":4})");
    play({"Event: HangupRequest"});
  }

  std::vector<std::string> of_alice() const { return of("calls:1 "); }
  std::vector<std::string> of_bruno() const { return of("calls:2 "); }

  std::vector<pbx::Call> calls_of(std::string const& number) {
    return house.core().exchange().model().calls_of("PJSIP/" + number);
  }

  void ends(std::string const& name, std::string const& id) {
    house.asked.clear();
    house.give(flow::AmiBytes{flow::AmiLink::events,
                              "Event: Hangup\r\nChannel: " + name + "\r\nUniqueid: " + id + "\r\nCause: 16\r\n\r\n"});
    house.pass(std::chrono::milliseconds(100));
  }

  std::string parted() const {
    return "Redirect Channel=" + other + " Context=crosspoint-hold Exten=s Priority=1 ExtraChannel=" + own +
           " ExtraContext=crosspoint-hold ExtraExten=s ExtraPriority=1";
  }
  std::string connected() const { return "Bridge Channel1=" + other + " Channel2=" + own + " Tone=no"; }

  static constexpr SessionId bruno{11};
  static constexpr auto* subscribe = R"({"class":"subscribe","message":"current_calls"})";
  std::string own, other, uniqueid, other_uniqueid;

 private:
  std::vector<std::string> of(std::string const& topic) const {
    auto all = told("current_calls");
    std::erase_if(all, [&](std::string const& line) { return !line.starts_with(topic); });
    return all;
  }
};
WITH_BOTH_ASTERISKS(Holds);

TEST_P(Holds, T128_TheServerHoldsBothPartiesAndConnectsThemAgain) {
  talk();
  auto const before = of_alice().back();
  hold();
  auto const note = uniqueid + "," + other_uniqueid;
  EXPECT_THAT(house.asked, ElementsAre("Getvar Variable=DIALPLAN_EXISTS(crosspoint-hold,s,1)",
                                       "Setvar Channel=" + own + " Variable=XP_HOLD Value=" + note,
                                       "Setvar Channel=" + other + " Variable=XP_HOLD Value=" + note, parted()));
  EXPECT_THAT(of_alice(), ElementsAre(HasSubstr(R"("cid_number":"1002","call_status":"hold")")));
  EXPECT_THAT(of_bruno(), IsEmpty()) << "hold belongs to who holds";
  resume();
  EXPECT_THAT(house.asked, ElementsAre(connected(), "Setvar Channel=" + own + " Variable=XP_HOLD Value=",
                                       "Setvar Channel=" + other + " Variable=XP_HOLD Value=", let_go(own), let_go(other)));
  EXPECT_THAT(of_alice(), ElementsAre(before)) << "the same call, since when it was";
  EXPECT_THAT(of_bruno(), IsEmpty());
  EXPECT_THAT(told("ipbxcommand"), IsEmpty());
  house.asked.clear();
  play();
  EXPECT_THAT(house.asked, IsEmpty());
  EXPECT_THAT(of_alice(), ElementsAre(before, HasSubstr(R"("current_calls":[])")));
}

TEST_P(Holds, T128_TheHistoryHasOneCall) {
  talk();
  hold();
  resume();
  play();
  std::vector<flow::SaveCall> calls;
  for (auto const& change : house.changes)
    if (auto const* const call = std::get_if<flow::SaveCall>(&change)) calls.push_back(*call);
  ASSERT_THAT(calls, SizeIs(2));
  EXPECT_NE(calls[0].user, calls[1].user);
  for (auto const& [user, call] : calls) EXPECT_TRUE(call.answered);
}

TEST_P(Holds, T128_IsDoneOnceAndOnlyByWhoHolds) {
  talk();
  say(R"({"class":"resume"})");
  EXPECT_THAT(house.asked, IsEmpty()) << "nothing is held";
  hold();
  for (auto const* const request :
       {R"({"class":"hold"})", R"({"class":"hangup"})", R"({"class":"direct_transfer","number":"1003"})",
        R"({"class":"attended_transfer","number":"1003"})",
        R"({"class":"hold_switchboard","queue_name":"__switchboard_hold"})"}) {
    say(request);
    EXPECT_THAT(house.asked, IsEmpty()) << request;
    EXPECT_THAT(house.lines, IsEmpty()) << request;
  }
  for (auto const* const request : {R"({"class":"hold"})", R"({"class":"resume"})"}) {
    house.say(bruno, request);
    EXPECT_THAT(house.asked, IsEmpty()) << request;
  }
  resume();
  say(R"({"class":"hold"})");
  EXPECT_THAT(asked("Redirect"), ElementsAre(parted())) << "and once more";
}

TEST_P(Holds, T128_WhoResumesAtOnceIsServedOnceBothWait) {
  talk();
  say(R"({"class":"hold"})");
  say(R"({"class":"resume"})");
  EXPECT_THAT(house.asked, IsEmpty()) << "they are on their way";
  play({"Response: Success", "Channels have been bridged"});
  EXPECT_THAT(asked("Bridge"), ElementsAre(connected()));
  play({"Event: HangupRequest"});
  EXPECT_THAT(of_alice().back(), HasSubstr(R"("call_status":"up")"));
}

TEST_P(Holds, T128_AsteriskNeedNotTellWhereTheyWait) {
  talk();
  std::string const there = "Context: crosspoint-hold", before = "Context: default";
  for (auto at = rest.find(there); at != std::string::npos; at = rest.find(there, at)) rest.replace(at, there.size(), before);
  hold();
  EXPECT_THAT(of_alice(), ElementsAre(HasSubstr(R"("call_status":"hold")")));
  resume();
  EXPECT_THAT(asked("Bridge"), ElementsAre(connected()));
  EXPECT_THAT(of_alice(), ElementsAre(HasSubstr(R"("call_status":"up")")));
}

TEST_P(Holds, T128_OneOfThemMayLeaveLongBeforeTheOther) {
  talk();
  say(R"({"class":"hold"})");
  play({"Event: BridgeLeave", "BridgeNumChannels: 0"});
  house.pass(std::chrono::milliseconds(150));
  EXPECT_THAT(of_alice(), ElementsAre(HasSubstr(R"("cid_number":"1002","call_status":"hold")")));
  play({"Response: Success", "Channels have been bridged"});
  EXPECT_THAT(of_alice(), SizeIs(1));
  EXPECT_THAT(of_bruno(), IsEmpty());
}

TEST_P(Holds, T128_WhoeverIsLeftIsHungUp) {
  talk();
  hold();
  ends(own, uniqueid);
  EXPECT_THAT(house.asked, ElementsAre("Hangup Channel=" + other + " Cause=16"));
  EXPECT_THAT(of_alice().back(), HasSubstr(R"("current_calls":[])"));
  EXPECT_THAT(of_bruno().back(), HasSubstr(R"("current_calls":[])"));
  say(R"({"class":"resume"})");
  EXPECT_THAT(house.asked, IsEmpty());
}

TEST_P(Holds, T128_TheEndOfTheOtherPartyEndsTheHold) {
  talk();
  hold();
  ends(other, other_uniqueid);
  EXPECT_THAT(house.asked, ElementsAre("Hangup Channel=" + own + " Cause=16"));
  EXPECT_THAT(of_alice().back(), HasSubstr(R"("current_calls":[])"));
}

TEST_P(Holds, T128_WhoIsTakenElsewhereLeavesNobodyWaiting) {
  talk();
  hold();
  house.asked.clear();
  house.give(flow::AmiBytes{flow::AmiLink::events,
                            "Event: BridgeCreate\r\nBridgeUniqueid: b9\r\nBridgeType: basic\r\n\r\n"
                            "Event: BridgeEnter\r\nBridgeUniqueid: b9\r\nBridgeType: basic\r\nChannel: " +
                                other + "\r\nUniqueid: " + other_uniqueid + "\r\n\r\n"});
  house.pass(std::chrono::seconds(1));
  EXPECT_THAT(house.asked, IsEmpty()) << "the two are connected one after the other";
  house.pass(std::chrono::seconds(2));
  EXPECT_THAT(house.asked, ElementsAre("Hangup Channel=" + own + " Cause=16"));
}

TEST_P(Holds, T128_AConsultationIsNotHeld) {
  open("transfer-attended-native-complete");
  play({"ActionID: a7"});
  house.log_in(bruno, "1003");
  transfer();
  play({"ActionID: a8"});
  EXPECT_THAT(answers(), testing::Not(IsEmpty()));
  house.asked.clear();
  for (auto const client : {alice, bruno})
    for (auto const* const request : {R"({"class":"hold"})", R"({"class":"resume"})"}) {
      house.say(client, request);
      EXPECT_THAT(house.asked, IsEmpty()) << client.value << request;
    }
}

TEST_P(Holds, T128_WithoutTheIncludeOrTheExchangeItIsUnavailable) {
  talk();
  house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(crosspoint-hold,s,1)"] = missing;
  say(R"({"class":"hold","commandid":3})");
  auto const unavailable = R"(10 {"class":"ipbxcommand","error_string":"service_unavailable","replyid":3)";
  EXPECT_THAT(told("ipbxcommand"), ElementsAre(unavailable));
  EXPECT_THAT(asked("Redirect"), IsEmpty());
  EXPECT_THAT(house.logs, Contains(HasSubstr("include")));
  house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(crosspoint-hold,s,1)"] = exists;
  house.exchange_says["Redirect Channel=" + other] = "Response: Error\r\nMessage: Permission denied\r\n";
  say(R"({"class":"hold","commandid":3})");
  EXPECT_THAT(told("ipbxcommand"), ElementsAre(unavailable));
  house.pass(std::chrono::seconds(3));
  house.exchange_says.erase("Redirect Channel=" + other);
  say(R"({"class":"hold"})");
  EXPECT_THAT(asked("Redirect"), ElementsAre(parted())) << "the call is as it was";
}

TEST_P(Holds, T128_APhoneThatTakesOrdersIsTold) {
  auto office = House::office();
  office.lines[LineId{1}].auto_answer = "talk";
  house.give(flow::Configured{office});
  open("hold");
  play({"Event: Hold"});
  say(R"({"class":"hold"})");
  EXPECT_THAT(house.asked, ElementsAre("PJSIPNotify Channel=" + leg("1001") + " Variable=Event=hold"));
  play({"Event: Unhold"});
  say(R"({"class":"hold"})");
  EXPECT_THAT(house.asked, IsEmpty());
  house.exchange_says["PJSIPNotify"] = "Response: Error\r\nMessage: Permission denied\r\n";
  say(R"({"class":"resume","commandid":4})");
  EXPECT_THAT(house.asked, ElementsAre("PJSIPNotify Channel=" + leg("1001") + " Variable=Event=talk"));
  EXPECT_THAT(told("ipbxcommand"), ElementsAre(R"(10 {"class":"ipbxcommand","error_string":"service_unavailable","replyid":4)"));
}

TEST_P(Holds, T128_WhatAPhoneHoldsThatTakesNoOrdersIsLeftToIt) {
  open("hold");
  play({"Event: Unhold"});
  say(R"({"class":"resume"})");
  EXPECT_THAT(house.asked, IsEmpty());
}

}  // namespace
}  // namespace crosspoint::core
