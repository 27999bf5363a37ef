// Attended transfers, followed in recorded streams of real exchanges, as in transfers_test.cpp. (telephony 4.5, 4.6)
#include "core/transfer_fixture.h"

namespace crosspoint::core {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

struct AttendedTransfers : TransferHouse {
  /// A transfer is begun and this said while Asterisk's confirmation is under way, which comes then.
  void say_before_it_is_set_up(std::string const& line) {
    open("transfer-attended-native-cancel-ringing");
    play({"ActionID: a13"});
    house.answered_late = "Redirect";
    transfer();
    say(line);
    EXPECT_THAT(house.asked, IsEmpty());
    house.catch_up();
  }

  /// 1001 and 1002 talk, and 1003 has a mailbox.
  void open_before_greeting() {
    open("transfer-attended-voicemail-native");
    house.give(
        flow::AmiBytes{flow::AmiLink::events, "Event: MessageWaiting\r\nMailbox: 1003@default\r\nWaiting: 0\r\nNew: 0\r\n\r\n"});
    play({"ActionID: a2"});
  }
};
WITH_BOTH_ASTERISKS(AttendedTransfers);

TEST_P(AttendedTransfers, P131_P132_P173_T131_T132_AnAttendedTransferIsCompleted) {
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
  EXPECT_THAT(answers(), Each(R"(calls:1 {"class":"current_call_attended_transfer_answered","line":"sip/1001")"));
  EXPECT_THAT(answers(), Not(IsEmpty()));
  say(R"({"class":"complete_transfer"})");
  EXPECT_THAT(house.asked, ElementsAre("Bridge Channel1=" + held + " Channel2=" + leg("1003") + " Tone=no", let_go(held),
                                       let_go(leg("1003")), end_of(own)));
  house.asked.clear();
  play();
  EXPECT_THAT(house.asked, IsEmpty());
  EXPECT_THAT(cancellations(), IsEmpty());
  EXPECT_THAT(told("ipbxcommand"), IsEmpty());
}

TEST_P(AttendedTransfers, T136_ThePhoneThatHangsUpCompletesTheTransfer) {
  open("transfer-attended-native-complete-by-hangup");
  play({"ActionID: a2"});
  auto const held = leg("1002");
  transfer();
  play({"Event: HangupRequest"});
  EXPECT_THAT(answers(), Not(IsEmpty()));
  house.asked.clear();
  play({"ActionID: a3"});
  ASSERT_THAT(house.asked, SizeIs(3));
  EXPECT_THAT(house.asked[0], HasSubstr("Bridge Channel1=" + held + " Channel2=Local/1003@default-"));
  EXPECT_THAT(house.asked[0], HasSubstr(";1 Tone=no"));
  EXPECT_EQ(house.asked[1], let_go(held));
  EXPECT_THAT(house.asked[2], HasSubstr(";1 Variable=CHANNEL(after_bridge_goto)"));
  house.asked.clear();
  play();
  EXPECT_THAT(house.asked, IsEmpty());
}

TEST_P(AttendedTransfers, T136_WhoHangsUpBeforeTheTargetAnswersSendsTheOtherPartyThere) {
  open("transfer-attended-native-cancel-ringing");
  play({"ActionID: a13"});
  auto const own = leg("1001"), held = leg("1002");
  transfer();
  play({"ActionID: a14"});
  house.asked.clear();
  hang_up(own);
  EXPECT_THAT(house.asked, ElementsAre("Redirect Channel=" + held + " Context=default Exten=1003 Priority=1"));
  EXPECT_THAT(cancellations(), IsEmpty());
}

TEST_P(AttendedTransfers, P133_P174_T133_CancelledWhileTheTargetTalks) {
  open("transfer-attended-native-cancel-talking");
  play({"ActionID: a10"});
  auto const own = leg("1001"), held = leg("1002");
  transfer();
  play({"ActionID: a11"});
  EXPECT_THAT(answers(), Not(IsEmpty()));
  say(R"({"class":"cancel_transfer"})");
  ASSERT_THAT(house.asked, SizeIs(4));
  EXPECT_EQ(house.asked[0], "Bridge Channel1=" + held + " Channel2=" + own + " Tone=no");
  EXPECT_EQ(house.asked[1], let_go(held));
  EXPECT_EQ(house.asked[2], let_go(own));
  EXPECT_THAT(house.asked[3], HasSubstr("Hangup Channel=Local/1003@default-"));
  EXPECT_THAT(cancellations(), ElementsAre(R"(calls:1 {"class":"current_call_attended_transfer_cancelled","line":"sip/1001")"));
  play({"Event: HangupRequest", "PJSIP/1001"});
  EXPECT_THAT(told("current_calls").back(), HasSubstr(R"("cid_number":"1002")"));
  house.asked.clear();
  transfer();  // the next one is not taken for the last: the two are still in the places of that
  play({"Event: HangupRequest", "PJSIP/1001"});
  EXPECT_THAT(asked("Redirect"), SizeIs(1));
  EXPECT_THAT(answers(), IsEmpty());
}

TEST_P(AttendedTransfers, T132_CompletedBeforeAsteriskHasSaidThatItIsSetUpTheOtherPartyFollows) {
  say_before_it_is_set_up(R"({"class":"complete_transfer"})");
  EXPECT_THAT(house.asked, Contains("Hangup Channel=" + leg("1001") + " Cause=16"));
  EXPECT_THAT(cancellations(), IsEmpty());
}

TEST_P(AttendedTransfers, T133_CancelledBeforeAsteriskHasSaidThatItIsSetUp) {
  say_before_it_is_set_up(R"({"class":"cancel_transfer"})");
  EXPECT_THAT(asked("Bridge"), IsEmpty()) << "the other party is still on its way";
  play({"Event: DialBegin"});
  EXPECT_THAT(house.asked, Contains(HasSubstr("Bridge Channel1=" + leg("1002") + " Channel2=" + leg("1001"))));
  EXPECT_THAT(cancellations(), SizeIs(1));
}

TEST_P(AttendedTransfers, T133_CancelledWhileTheTargetRings) {
  open("transfer-attended-native-cancel-ringing");
  play({"ActionID: a13"});
  auto const own = leg("1001"), held = leg("1002");
  transfer();
  play({"ActionID: a14"});
  say(R"({"class":"cancel_transfer"})");
  EXPECT_THAT(house.asked, ElementsAre("Bridge Channel1=" + held + " Channel2=" + own + " Tone=no", let_go(held), let_go(own)));
  EXPECT_THAT(cancellations(), SizeIs(1));
  play({"Event: HangupRequest", "PJSIP/1001"});
  EXPECT_THAT(answers(), IsEmpty());
  say(R"({"class":"cancel_transfer"})");
  EXPECT_THAT(house.asked, IsEmpty()) << "it is over";
}

TEST_P(AttendedTransfers, T134_ABusyTargetBringsTheTwoTogetherAgain) {
  open("transfer-attended-native-target-busy");
  play({"ActionID: a17"});
  auto const own = leg("1001"), held = leg("1002");
  transfer();
  house.asked.clear();
  play({"ActionID: a18"});
  EXPECT_THAT(house.asked, ElementsAre("Bridge Channel1=" + held + " Channel2=" + own + " Tone=no", let_go(held), let_go(own)));
  EXPECT_THAT(answers(), IsEmpty());
  EXPECT_THAT(cancellations(), SizeIs(1));
}

TEST_P(AttendedTransfers, T134_ATargetThatIsBusyBeforeAsteriskHasSaidThatItIsSetUp) {
  open("transfer-attended-native-target-busy");
  play({"ActionID: a17"});
  auto const own = leg("1001"), held = leg("1002");
  house.answered_late = "Redirect";
  transfer();
  house.asked.clear();
  play({"ActionID: a18"});
  EXPECT_THAT(house.asked, IsEmpty());
  house.catch_up();
  EXPECT_THAT(house.asked, ElementsAre("Bridge Channel1=" + held + " Channel2=" + own + " Tone=no", let_go(held), let_go(own)));
  EXPECT_THAT(cancellations(), SizeIs(1));
}

TEST_P(AttendedTransfers, T136_WhoSendsTheTargetElsewhereHasTheOtherPartyBack) {
  open("transfer-attended-native-complete");
  play({"ActionID: a7"});
  auto const own = leg("1001"), held = leg("1002");
  transfer();
  play({"ActionID: a8"});
  house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(default,1004,1)"] = exists;
  say(R"({"class":"direct_transfer","number":"1004"})");
  EXPECT_THAT(asked("BlindTransfer"), ElementsAre("BlindTransfer Channel=" + own + " Context=default Exten=1004"));
  house.asked.clear();
  hang_up(own);
  EXPECT_THAT(house.asked, IsEmpty()) << "the target may be on its way to us";
  house.pass(std::chrono::seconds(3));
  EXPECT_THAT(house.asked, ElementsAre("Redirect Channel=" + held + " Context=default Exten=1001 Priority=1"));
}

TEST_P(AttendedTransfers, T135_WithoutTheOtherPartyTheConsultationIsACall) {
  open("transfer-attended-native-complete");
  play({"ActionID: a7"});
  auto const own = leg("1001"), held = leg("1002");
  transfer();
  play({"ActionID: a8"});
  house.asked.clear();
  hang_up(held);
  EXPECT_THAT(cancellations(), SizeIs(1)) << "there is nothing to complete any more";
  say(R"({"class":"complete_transfer"})");
  EXPECT_THAT(house.asked, IsEmpty());
  consultation_ends(own, "ANSWER");
  EXPECT_THAT(house.asked, ElementsAre(end_of(own))) << "the target has hung up: there is nobody to wait for";
}

TEST_P(AttendedTransfers, P136_T130_NothingIsRedirectedToAPlaceThatThereIsNot) {
  open("transfer-attended-native-complete");
  play({"ActionID: a7"});
  house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(default,4999,1)"] = missing;
  transfer("4999");
  EXPECT_THAT(asked("Redirect"), IsEmpty());
  EXPECT_THAT(told("ipbxcommand"), ElementsAre(HasSubstr("unreachable_extension:4999")));
  for (auto const& other : {std::string("reception"), "1" + std::string(2000, '0')}) {
    transfer(other);
    EXPECT_THAT(asked("Redirect"), IsEmpty());
    EXPECT_THAT(told("ipbxcommand"), ElementsAre(HasSubstr("unreachable_extension:" + other)));
  }
  house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(crosspoint-hold,s,1)"] = missing;
  house.logs.clear();
  transfer();
  EXPECT_THAT(asked("Redirect"), IsEmpty());
  EXPECT_THAT(told("ipbxcommand"), ElementsAre(HasSubstr("service_unavailable")));
  EXPECT_THAT(house.logs, Contains(HasSubstr("include")));
}

TEST_P(AttendedTransfers, P135_T141_AMailboxIsConsultedAndTheOtherPartyFollows) {
  open_before_greeting();
  auto const own = leg("1001"), held = leg("1002");
  say(R"({"class":"attended_transfer_voicemail","voicemail":"1003"})");
  EXPECT_THAT(asked("Redirect"),
              ElementsAre("Redirect Channel=" + held + " Context=crosspoint-hold Exten=s Priority=1 ExtraChannel=" + own +
                          " ExtraContext=crosspoint-voicemail ExtraExten=1003 ExtraPriority=1"));
  EXPECT_THAT(asked("Setvar"), Contains("Setvar Channel=" + held + " Variable=XP_VMCONTEXT Value=default"));
  play({"ActionID: a3"});
  EXPECT_THAT(answers(), Not(IsEmpty()));
  say(R"({"class":"complete_transfer"})");
  EXPECT_THAT(house.asked, ElementsAre("Hangup Channel=" + own + " Cause=16"));
  house.asked.clear();
  play({"Event: HangupRequest"});
  EXPECT_THAT(house.asked, ElementsAre("Redirect Channel=" + held + " Context=crosspoint-voicemail Exten=1003 Priority=1"));
}

/// It may leave its bridge before it knows where it goes, and no event tells of it afterwards.
TEST_P(AttendedTransfers, P135_AGreetingIsHeardThoughTheLegDoesNotSayWhereItIs) {
  open_before_greeting();
  say(R"({"class":"attended_transfer_voicemail","voicemail":"1003"})");
  std::string const there = "Context: crosspoint-voicemail";
  for (auto at = rest.find(there); at != std::string::npos; at = rest.find(there))
    rest.replace(at, there.size(), "Context: default");
  play({"ActionID: a3"});
  EXPECT_THAT(answers(), Not(IsEmpty()));
}

}  // namespace
}  // namespace crosspoint::core
