// The calls of a user and blind transfers, followed in recorded streams of real exchanges: what is asked of the exchange is what
// was asked in the recording, and the events that followed there follow here. (telephony 2.3, 4.4, 4.6)
#include "core/transfer_fixture.h"

namespace crosspoint::core {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Transfers : TransferHouse {};
WITH_BOTH_ASTERISKS(Transfers);

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

TEST_P(Transfers, T137_ATransferByThePhoneIsOnlyFollowed) {
  open("transfer-attended-sip-refer");
  house.asked.clear();
  play();
  EXPECT_THAT(house.asked, IsEmpty());
  EXPECT_THAT(answers(), IsEmpty());
  EXPECT_THAT(cancellations(), IsEmpty());
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
