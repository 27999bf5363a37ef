// One piece because every test of it plays a recording in the same house, and what stands beside it is compared with it.
// Transfers, followed in recorded streams of real exchanges: what is asked of the exchange is what was asked in the recording,
// and the events that followed there follow here. (telephony 4.4 to 4.6)
#include <gmock/gmock.h>

#include "core/house_fixture.h"

namespace crosspoint::core {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::string const exists = "Response: Success\r\nValue: 1\r\n", missing = "Response: Success\r\nValue: 0\r\n";

/// A house on an exchange of the recordings; the user 1001 has logged in and has subscribed to its calls.
struct Transfers : testing::TestWithParam<char const*> {
  Transfers() {
    house.pass(std::chrono::seconds(1));
    auto office = House::office();
    auto& rights = office.profiles[ProfileId{3}].rights;
    rights.insert(rights.end(), {directory::Right::transfer, directory::Right::switchboard});
    office.queues[QueueId{6}].number = "3010";
    house.give(flow::Configured{office});
    house.log_in(alice, "1001");
    house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(crosspoint-hold,s,1)"] = exists;
    house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(crosspoint-voicemail,1003,1)"] = exists;
    house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(crosspoint-voicemail,1001,1)"] = exists;
    house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(default,1003,1)"] = exists;
    house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(default,+1003,1)"] = exists;
    house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(default,3010,1)"] = exists;
  }

  void open(std::string const& name) {
    rest = House::read_file(std::string(CROSSPOINT_SOURCE_DIR) + "/tests/transcripts/" + GetParam() + name + ".ami");
    ASSERT_FALSE(rest.empty()) << name;
  }

  /// Plays up to the first message that has all these in it, without it; to the end when there is none.
  void play(std::vector<std::string> const& until = {}) {
    while (!rest.empty()) {
      auto const end = rest.find("\r\n\r\n") + 4;
      auto const message = rest.substr(0, end);
      auto const has = [&](std::string const& text) { return message.find(text) != std::string::npos; };
      if (!until.empty() && std::ranges::all_of(until, has)) break;
      rest.erase(0, end);
      house.give(flow::AmiBytes{flow::AmiLink::events, message});
      house.pass(std::chrono::milliseconds(1));
    }
    house.pass(std::chrono::milliseconds(100));
  }

  void say(std::string const& request) {
    house.asked.clear();
    house.lines.clear();
    house.say(alice, request);
  }

  void transfer(std::string const& number = "1003") { say(R"({"class":"attended_transfer","number":")" + number + "\"}"); }

  /// The actions that were asked for since then, by what begins with that.
  std::vector<std::string> asked(std::string const& name) const {
    std::vector<std::string> found;
    for (auto const& action : house.asked)
      if (action.starts_with(name + " ")) found.push_back(action);
    return found;
  }

  /// The messages of that class, "calls:1 {...}", without their time.
  std::vector<std::string> told(std::string const& message_class) const {
    std::vector<std::string> found;
    for (auto const& line : house.lines)
      if (line.find("\"class\":\"" + message_class + "\"") != std::string::npos)
        found.push_back(line.substr(0, line.find(",\"timenow\"")));
    return found;
  }

  std::vector<std::string> answers() const { return told("current_call_attended_transfer_answered"); }
  std::vector<std::string> cancellations() const { return told("current_call_attended_transfer_cancelled"); }

  /// The name of the newest channel of a phone.
  std::string leg(std::string const& number) {
    auto const& channels = house.core().exchange().model().channels;
    auto const& all = channels.of_device("PJSIP/" + number);
    return all.empty() ? "" : channels.find(all.back())->name;
  }

  House house;
  std::string rest;
};
INSTANTIATE_TEST_SUITE_P(Asterisk, Transfers, testing::Values("", "v22/"),
                         [](auto const& version) { return std::string(*version.param ? "22" : "16"); });

TEST_P(Transfers, P165_P166_T048_T049_CurrentCallsAreUpThenHeldThenNone) {
  open("hold");
  play({"Event: Newstate", "Ringing"});
  house.say(alice, R"({"class":"subscribe","message":"current_calls","commandid":7})");
  EXPECT_THAT(house.lines,
              Contains(HasSubstr(R"(10 {"class":"current_calls","current_calls":[],"replyid":7)")));  // not yet connected
  house.lines.clear();
  for (auto const* const until : {"Event: Hold", "Event: Unhold", "Event: HangupRequest"}) play({until});
  play();
  auto const all = told("current_calls");
  std::vector<std::string> of_alice, of_bruno;
  for (auto const& line : all) (line.starts_with("calls:1 ") ? of_alice : of_bruno).push_back(line);
  ASSERT_THAT(of_alice, SizeIs(4)) << testing::PrintToString(all);
  EXPECT_THAT(of_alice[0], HasSubstr(R"([{"cid_name":"Bruno Petit","cid_number":"1002","call_status":"up","call_start":1.79)"));
  EXPECT_THAT(of_alice[1], HasSubstr(R"("call_status":"hold")"));
  EXPECT_THAT(of_alice[2], HasSubstr(R"("call_status":"up")"));
  EXPECT_THAT(of_alice[3], HasSubstr(R"("current_calls":[])"));
  EXPECT_EQ(of_alice[0], of_alice[2]);  // call_start is the same
  ASSERT_THAT(of_bruno, SizeIs(2)) << testing::PrintToString(all);
  EXPECT_THAT(of_bruno[0], HasSubstr(R"("cid_number":"1001","call_status":"up")"));
}

TEST_P(Transfers, P130_T129_ADirectTransferIsABlindTransferOfTheOwnLeg) {
  open("transfer-blind-ami-blindtransfer");
  play({"Response: Success", "Transfer succeeded"});
  house.log_in(SessionId{11}, "1002");
  house.asked.clear();
  house.say(SessionId{11}, R"({"class":"direct_transfer","number":"+10-03"})");
  EXPECT_THAT(house.asked, ElementsAre("Getvar Variable=DIALPLAN_EXISTS(default,+1003,1)",
                                       "BlindTransfer Channel=" + leg("1002") + " Context=default Exten=+1003"));
  house.asked.clear();
  house.lines.clear();
  house.say(SessionId{11}, R"({"class":"direct_transfer","number":"1003"})");
  play({"Event: DialEnd"});
  EXPECT_THAT(asked("BlindTransfer"), ElementsAre(HasSubstr("Exten=1003")));
  EXPECT_THAT(told("ipbxcommand"), IsEmpty());
  EXPECT_THAT(told("current_calls"), SizeIs(2)) << "both are in no call any more";
}

TEST_P(Transfers, P136_T129_WhatAsteriskSaysOfABlindTransferIsTold) {
  open("transfer-blind-ami-blindtransfer");
  play({"Response: Success", "Transfer succeeded"});
  auto const ask = [&](std::string const& reply) {
    house.exchange_says["BlindTransfer Channel=" + leg("1001")] = reply;
    say(R"({"class":"direct_transfer","number":"1003","commandid":9})");
    EXPECT_THAT(asked("BlindTransfer"), SizeIs(1));
    return told("ipbxcommand");
  };
  EXPECT_THAT(ask("Response: Error\r\nMessage: Transfer invalid\r\n"), IsEmpty()) << "it is in no bridge any more";
  EXPECT_THAT(ask("Response: Error\r\nMessage: Permission denied\r\n"),
              ElementsAre(R"(10 {"class":"ipbxcommand","error_string":"service_unavailable","replyid":9)"));
  EXPECT_THAT(ask("Response: Error\r\nMessage: Channel specified does not exist\r\n"), IsEmpty());
  house.logs.clear();
  EXPECT_THAT(ask("Response: Error\r\nMessage: Transfer not permitted\r\n"), IsEmpty());
  EXPECT_THAT(house.logs, Contains(HasSubstr("Transfer not permitted")));
}

TEST_P(Transfers, P136_T129_T130_ADirectTransferToNowhereIsNotSentToAsterisk) {
  open("transfer-blind-ami-blindtransfer");
  play({"Response: Success", "Transfer succeeded"});
  house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(default,4999,1)"] = missing;
  say(R"({"class":"direct_transfer","number":"4999","commandid":9})");
  EXPECT_THAT(told("ipbxcommand"),
              ElementsAre(R"(10 {"class":"ipbxcommand","error_string":"unreachable_extension:4999","replyid":9)"));
  EXPECT_THAT(asked("BlindTransfer"), IsEmpty());
}

TEST_P(Transfers, T138_WithoutACallOrWithHeldCallsOnlyNothingHappens) {
  open("hold");
  transfer();
  say(R"({"class":"direct_transfer","number":"1003"})");
  EXPECT_THAT(house.asked, IsEmpty());
  play({"Event: Unhold"});
  for (auto const* const request :
       {R"({"class":"direct_transfer","number":"1003"})", R"({"class":"attended_transfer","number":"1003"})",
        R"({"class":"blind_transfer_voicemail","voicemail":"1003"})", R"({"class":"complete_transfer"})",
        R"({"class":"cancel_transfer"})", R"({"class":"hold_switchboard","queue_name":"__switchboard_hold"})"}) {
    say(request);
    EXPECT_THAT(house.asked, IsEmpty()) << request;
    EXPECT_THAT(house.lines, IsEmpty()) << request;
  }
}

TEST_P(Transfers, P131_P132_P173_T131_T132_AnAttendedTransferIsCompleted) {
  open("transfer-attended-native-complete");
  play({"ActionID: a7"});
  auto const own = leg("1001"), held = leg("1002");
  transfer();
  EXPECT_THAT(house.asked, ElementsAre("Getvar Variable=DIALPLAN_EXISTS(crosspoint-hold,s,1)",
                                       "Getvar Variable=DIALPLAN_EXISTS(default,1003,1)",
                                       "Setvar Channel=" + own + " Variable=XP_CONSULT_CONTEXT Value=default",
                                       "Setvar Channel=" + own + " Variable=XP_CONSULT_TIMEOUT Value=30",
                                       "Redirect Channel=" + held + " Context=crosspoint-hold Exten=s Priority=1 ExtraChannel=" +
                                           own + " ExtraContext=crosspoint-consult ExtraExten=1003 ExtraPriority=1"));
  play({"Event: Newstate", "PJSIP/1003", "ChannelStateDesc: Up"});
  EXPECT_THAT(answers(), IsEmpty()) << "it still rings";
  transfer("1004");
  EXPECT_THAT(house.asked, IsEmpty()) << "one at a time";
  play({"ActionID: a8"});
  EXPECT_THAT(answers(), ElementsAre(R"(calls:1 {"class":"current_call_attended_transfer_answered","line":"sip/1001")"));
  say(R"({"class":"complete_transfer"})");
  EXPECT_THAT(house.asked, ElementsAre("Bridge Channel1=" + held + " Channel2=" + leg("1003") + " Tone=no",
                                       "Hangup Channel=" + own + " Cause=16"));
  house.asked.clear();
  play();
  EXPECT_THAT(house.asked, IsEmpty());
  EXPECT_THAT(cancellations(), IsEmpty());
  EXPECT_THAT(told("ipbxcommand"), IsEmpty());
}

TEST_P(Transfers, T136_ThePhoneThatHangsUpCompletesTheTransfer) {
  open("transfer-attended-native-complete-by-hangup");
  play({"ActionID: a2"});
  auto const held = leg("1002");
  transfer();
  play({"Event: HangupRequest"});
  EXPECT_THAT(answers(), SizeIs(1));
  house.asked.clear();
  play({"ActionID: a3"});
  ASSERT_THAT(house.asked, SizeIs(1));
  EXPECT_THAT(house.asked[0], HasSubstr("Bridge Channel1=" + held + " Channel2=Local/1003@default-"));
  EXPECT_THAT(house.asked[0], HasSubstr(";1 Tone=no"));
  house.asked.clear();
  play();
  EXPECT_THAT(house.asked, IsEmpty());
}

TEST_P(Transfers, T136_WhoHangsUpBeforeTheTargetAnswersSendsTheOtherPartyThere) {
  open("transfer-attended-native-cancel-ringing");
  play({"ActionID: a13"});
  auto const own = leg("1001"), held = leg("1002");
  auto const uniqueid = house.core().exchange().model().channels.of_device("PJSIP/1001").back();
  transfer();
  play({"ActionID: a14"});
  house.asked.clear();
  house.give(flow::AmiBytes{flow::AmiLink::events,
                            "Event: Hangup\r\nChannel: " + own + "\r\nUniqueid: " + uniqueid + "\r\nCause: 16\r\n\r\n"});
  EXPECT_THAT(house.asked, ElementsAre("Redirect Channel=" + held + " Context=default Exten=1003 Priority=1"));
  EXPECT_THAT(cancellations(), IsEmpty());
}

TEST_P(Transfers, P133_P174_T133_CancelledWhileTheTargetTalks) {
  open("transfer-attended-native-cancel-talking");
  play({"ActionID: a10"});
  auto const own = leg("1001"), held = leg("1002");
  transfer();
  play({"ActionID: a11"});
  EXPECT_THAT(answers(), SizeIs(1));
  say(R"({"class":"cancel_transfer"})");
  ASSERT_THAT(house.asked, SizeIs(2));
  EXPECT_EQ(house.asked[0], "Bridge Channel1=" + held + " Channel2=" + own + " Tone=no");
  EXPECT_THAT(house.asked[1], HasSubstr("Hangup Channel=Local/1003@default-"));
  EXPECT_THAT(cancellations(), ElementsAre(R"(calls:1 {"class":"current_call_attended_transfer_cancelled","line":"sip/1001")"));
  play({"Event: HangupRequest", "PJSIP/1001"});
  EXPECT_THAT(told("current_calls").back(), HasSubstr(R"("cid_number":"1002")"));
  house.asked.clear();
  transfer();  // the next one is not taken for the last: the two are still in the places of that
  play({"Event: HangupRequest", "PJSIP/1001"});
  EXPECT_THAT(asked("Redirect"), SizeIs(1));
  EXPECT_THAT(answers(), IsEmpty());
}

TEST_P(Transfers, T133_CancelledWhileTheTargetRings) {
  open("transfer-attended-native-cancel-ringing");
  play({"ActionID: a13"});
  auto const own = leg("1001"), held = leg("1002");
  transfer();
  play({"ActionID: a14"});
  say(R"({"class":"cancel_transfer"})");
  EXPECT_THAT(house.asked, ElementsAre("Bridge Channel1=" + held + " Channel2=" + own + " Tone=no"));
  EXPECT_THAT(cancellations(), SizeIs(1));
  play({"Event: HangupRequest", "PJSIP/1001"});
  EXPECT_THAT(answers(), IsEmpty());
  say(R"({"class":"cancel_transfer"})");
  EXPECT_THAT(house.asked, IsEmpty()) << "it is over";
}

TEST_P(Transfers, T134_ABusyTargetBringsTheTwoTogetherAgain) {
  open("transfer-attended-native-target-busy");
  play({"ActionID: a17"});
  auto const own = leg("1001"), held = leg("1002");
  transfer();
  house.asked.clear();
  play({"ActionID: a18"});
  EXPECT_THAT(house.asked, ElementsAre("Bridge Channel1=" + held + " Channel2=" + own + " Tone=no"));
  EXPECT_THAT(answers(), IsEmpty());
  EXPECT_THAT(cancellations(), SizeIs(1));
}

TEST_P(Transfers, T136_WhoSendsTheTargetElsewhereHasTheOtherPartyBack) {
  open("transfer-attended-native-complete");
  play({"ActionID: a7"});
  auto const own = leg("1001"), held = leg("1002");
  auto const uniqueid = house.core().exchange().model().channels.of_device("PJSIP/1001").back();
  transfer();
  play({"ActionID: a8"});
  house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(default,1004,1)"] = exists;
  say(R"({"class":"direct_transfer","number":"1004"})");
  EXPECT_THAT(asked("BlindTransfer"), ElementsAre("BlindTransfer Channel=" + own + " Context=default Exten=1004"));
  house.asked.clear();
  house.give(flow::AmiBytes{flow::AmiLink::events,
                            "Event: Hangup\r\nChannel: " + own + "\r\nUniqueid: " + uniqueid + "\r\nCause: 16\r\n\r\n"});
  EXPECT_THAT(house.asked, IsEmpty()) << "the target may be on its way to us";
  house.pass(std::chrono::seconds(3));
  EXPECT_THAT(house.asked, ElementsAre("Redirect Channel=" + held + " Context=default Exten=1001 Priority=1"));
}

TEST_P(Transfers, T135_WithoutTheOtherPartyTheConsultationIsACall) {
  open("transfer-attended-native-complete");
  play({"ActionID: a7"});
  auto const held = leg("1002");
  auto const uniqueid = house.core().exchange().model().channels.of_device("PJSIP/1002").back();
  transfer();
  play({"ActionID: a8"});
  house.asked.clear();
  house.give(flow::AmiBytes{flow::AmiLink::events,
                            "Event: Hangup\r\nChannel: " + held + "\r\nUniqueid: " + uniqueid + "\r\nCause: 16\r\n\r\n"});
  EXPECT_THAT(cancellations(), SizeIs(1)) << "there is nothing to complete any more";
  say(R"({"class":"complete_transfer"})");
  EXPECT_THAT(house.asked, IsEmpty());
}

TEST_P(Transfers, P136_T130_NothingIsRedirectedToAPlaceThatThereIsNot) {
  open("transfer-attended-native-complete");
  play({"ActionID: a7"});
  house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(default,4999,1)"] = missing;
  transfer("4999");
  EXPECT_THAT(asked("Redirect"), IsEmpty());
  EXPECT_THAT(told("ipbxcommand"), ElementsAre(HasSubstr("unreachable_extension:4999")));
  house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(crosspoint-hold,s,1)"] = missing;
  house.logs.clear();
  transfer();
  EXPECT_THAT(asked("Redirect"), IsEmpty());
  EXPECT_THAT(told("ipbxcommand"), ElementsAre(HasSubstr("service_unavailable")));
  EXPECT_THAT(house.logs, Contains(HasSubstr("include")));
}

TEST_P(Transfers, T137_ATransferByThePhoneIsOnlyFollowed) {
  open("transfer-attended-sip-refer");
  house.asked.clear();
  play();
  EXPECT_THAT(house.asked, IsEmpty());
  EXPECT_THAT(answers(), IsEmpty());
  EXPECT_THAT(cancellations(), IsEmpty());
}

TEST_P(Transfers, P135_T141_AMailboxIsConsultedAndTheOtherPartyFollows) {
  open("transfer-attended-voicemail-native");
  house.give(
      flow::AmiBytes{flow::AmiLink::events, "Event: MessageWaiting\r\nMailbox: 1003@default\r\nWaiting: 0\r\nNew: 0\r\n\r\n"});
  play({"ActionID: a2"});
  auto const own = leg("1001"), held = leg("1002");
  say(R"({"class":"attended_transfer_voicemail","voicemail":"1003"})");
  EXPECT_THAT(asked("Redirect"),
              ElementsAre("Redirect Channel=" + held + " Context=crosspoint-hold Exten=s Priority=1 ExtraChannel=" + own +
                          " ExtraContext=crosspoint-voicemail ExtraExten=1003 ExtraPriority=1"));
  EXPECT_THAT(asked("Setvar"), Contains("Setvar Channel=" + held + " Variable=XP_VMCONTEXT Value=default"));
  play({"ActionID: a3"});
  EXPECT_THAT(answers(), SizeIs(1));
  say(R"({"class":"complete_transfer"})");
  EXPECT_THAT(house.asked, ElementsAre("Hangup Channel=" + own + " Cause=16"));
  house.asked.clear();
  play({"Event: HangupRequest"});
  EXPECT_THAT(house.asked, ElementsAre("Redirect Channel=" + held + " Context=crosspoint-voicemail Exten=1003 Priority=1"));
}

TEST_P(Transfers, P134_P137_T140_T142_ACallIsSentToAMailboxThatThereIs) {
  open("transfer-blind-voicemail");
  house.give(
      flow::AmiBytes{flow::AmiLink::events, "Event: MessageWaiting\r\nMailbox: 1001@default\r\nWaiting: 0\r\nNew: 0\r\n\r\n"});
  play({"ActionID: a19"});
  auto const to = [&](std::string const& mailbox) {
    house.logs.clear();
    say(R"({"class":"blind_transfer_voicemail","voicemail":")" + mailbox + "\"}");
    return house.asked;
  };
  EXPECT_THAT(to("1001"), ElementsAre("Getvar Variable=DIALPLAN_EXISTS(crosspoint-voicemail,1001,1)",
                                      "Setvar Channel=" + leg("1002") + " Variable=XP_VMCONTEXT Value=default",
                                      "BlindTransfer Channel=" + leg("1001") + " Context=crosspoint-voicemail Exten=1001"));
  EXPECT_THAT(told("ipbxcommand"), IsEmpty());
  for (auto const* const other : {"4711", "1001@default", "*97", "10 01", ""}) {
    EXPECT_THAT(to(other), IsEmpty()) << other;
    EXPECT_THAT(house.lines, IsEmpty()) << other;
    EXPECT_THAT(house.logs, Contains(HasSubstr("mailbox"))) << other;
  }
}

TEST_P(Transfers, P169_T158_HoldIsABlindTransferToTheNumberOfTheQueue) {
  open("switchboard-hold");
  play({"ActionID: a5"});
  say(R"({"class":"hold_switchboard","queue_name":"__switchboard_hold"})");
  EXPECT_THAT(asked("BlindTransfer"), ElementsAre("BlindTransfer Channel=" + leg("1001") + " Context=default Exten=3010"));
  say(R"({"class":"hold_switchboard","queue_name":"no such queue"})");
  EXPECT_THAT(house.asked, IsEmpty());
  EXPECT_THAT(house.lines, IsEmpty());
}

}  // namespace
}  // namespace crosspoint::core
