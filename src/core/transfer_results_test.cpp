// What becomes of transfers, followed in recorded streams of real exchanges. (docs/protocol/extensions.md, "One call of several")
#include "core/own_calls_fixture.h"

namespace crosspoint::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// 1002 has been called by 1001, and sends that call to 1003 without a word.
struct TransferResults : CallsHouse {
  void send_on(std::string const& request = R"({"class":"direct_transfer","number":"1003"})") {
    follow("1002");
    open("transfer-blind-ami-blindtransfer");
    play({"Response: Success", "Transfer succeeded"});
    own = id_of("1002"), caller = leg("1001");
    order(request);
    ASSERT_THAT(asked("BlindTransfer"), testing::SizeIs(1));
  }

  /// The same until 1003 rings.
  void ring() {
    send_on();
    play({"Event: Newstate", "PJSIP/1003", "ChannelStateDesc: Up"});
    target = leg("1003");
    ASSERT_THAT(results(), IsEmpty());
  }

  /// 1003 does not ring any more.
  void target_ends(std::string const& status, int cause) {
    tell("DialEnd", caller,
         "DestChannel: " + target + "\r\nDestUniqueid: " + id_of("1003") + "\r\nDialStatus: " + status + "\r\n");
    tell("Hangup", target, "Cause: " + std::to_string(cause) + "\r\n");
  }

  std::string result(std::string const& what, std::string const& to = "1003") const { return what + " to " + to + " of " + own; }

  std::string own, caller, target;
};
WITH_BOTH_ASTERISKS(TransferResults);

TEST_P(TransferResults, P243_TheTargetHasAnswered) {
  ring();
  play();
  EXPECT_THAT(results(), ElementsAre(result("answered")));
  EXPECT_THAT(told("transfer_result"), testing::Each(testing::StartsWith("own_calls:2 ")));
}

TEST_P(TransferResults, P243_AreNotTracedForUsersWhoDoNotAsk) {
  follow("1003");
  house.log_in(SessionId{11}, "1002");
  open("transfer-blind-ami-blindtransfer");
  play({"Response: Success", "Transfer succeeded"});
  house.say(SessionId{11}, R"({"class":"direct_transfer","number":"1003"})");
  play();
  EXPECT_THAT(results(), IsEmpty());
}

TEST_P(TransferResults, P244_TheTargetIsBusy) {
  ring();
  target_ends("BUSY", 17);
  EXPECT_THAT(results(), IsEmpty()) << "it may have a forward";
  house.pass(std::chrono::milliseconds(2100));
  EXPECT_THAT(results(), ElementsAre(result("busy")));
  hang_up(caller);
  EXPECT_THAT(results(), ElementsAre(result("busy"))) << "once";
}

TEST_P(TransferResults, P244_TheDialplanEndsTheCallOfABusyTarget) {
  ring();
  target_ends("BUSY", 17);
  tell("Hangup", caller, "Cause: 17\r\n");
  EXPECT_THAT(results(), ElementsAre(result("busy")));
}

TEST_P(TransferResults, P244_TheTargetDoesNotWantToBeDisturbed) {
  auto office = House::office();
  office.users[UserId{3}].services.dnd = true;
  office.profiles[ProfileId{3}].rights.push_back(directory::Right::transfer);
  house.give(flow::Configured{office});
  send_on();
  play({"Event: Newchannel", "PJSIP/1003"});
  house.give(flow::AgiAsked{AgiId{1},
                            {.script = "user",
                             .arguments = {"1003", "default"},
                             .channel = caller,
                             .uniqueid = id_of("1001"),
                             .caller_name = "",
                             .caller_number = "1001",
                             .context = "default",
                             .extension = "1003"}});
  house.pass(std::chrono::milliseconds(2100));
  EXPECT_THAT(results(), ElementsAre(result("busy")));
}

TEST_P(TransferResults, P245_NobodyAnswers) {
  ring();
  target_ends("NOANSWER", 0);
  tell("Hangup", caller, "Cause: 16\r\n");
  EXPECT_THAT(results(), ElementsAre(result("noanswer")));
}

TEST_P(TransferResults, P245_AMailboxTakesWhatTheTargetDidNot) {
  ring();
  target_ends("NOANSWER", 0);
  house.pass(std::chrono::milliseconds(2100));
  EXPECT_THAT(results(), ElementsAre(result("noanswer")));
}

TEST_P(TransferResults, P245_ThePhoneOfTheTargetIsOff) {
  send_on();
  play({"Event: Newchannel", "PJSIP/1003"});
  tell("Hangup", caller, "Cause: 20\r\n");
  EXPECT_THAT(results(), ElementsAre(result("noanswer")));
}

TEST_P(TransferResults, P243_AForwardCountsAsTheTarget) {
  ring();
  target_ends("BUSY", 17);
  auto const next = std::string("DestChannel: PJSIP/1004-00000077\r\nDestUniqueid: 77.4\r\n");
  tell("DialBegin", caller, next);
  house.pass(std::chrono::seconds(5));
  EXPECT_THAT(results(), IsEmpty());
  hear("BridgeCreate\r\nBridgeUniqueid: b1\r\nBridgeType: basic");
  hear("BridgeEnter\r\nBridgeUniqueid: b1\r\nBridgeType: basic\r\nChannel: PJSIP/1004-00000077\r\nUniqueid: 77.4");
  hear("BridgeEnter\r\nBridgeUniqueid: b1\r\nBridgeType: basic\r\nUniqueid: " + id_of("1001"));
  EXPECT_THAT(results(), ElementsAre(result("answered")));
}

TEST_P(TransferResults, P246_TheCallerHangsUpBeforeThat) {
  ring();
  hang_up(caller);
  EXPECT_THAT(results(), ElementsAre(result("gone")));
}

TEST_P(TransferResults, P246_ThereIsNoSuchTarget) {
  follow("1002");
  open("transfer-blind-ami-blindtransfer");
  play({"Response: Success", "Transfer succeeded"});
  own = id_of("1002");
  house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(default,4999,1)"] = missing;
  for (auto const* const request : {"direct_transfer", "attended_transfer"}) {
    order(R"({"class":")" + std::string(request) + R"(","number":"4999"})");
    EXPECT_THAT(results(), ElementsAre(result("gone", "4999"))) << request;
    EXPECT_THAT(errors(), ElementsAre("unreachable_extension:4999")) << request;
  }
}

TEST_P(TransferResults, P246_WhatAsteriskDoesNotDoIsNoTransfer) {
  follow("1002");
  open("transfer-blind-ami-blindtransfer");
  play({"Response: Success", "Transfer succeeded"});
  own = id_of("1002");
  house.exchange_says["BlindTransfer"] = "Response: Error\r\nMessage: Permission denied\r\n";
  order(R"({"class":"direct_transfer","number":"1003"})");
  EXPECT_THAT(results(), IsEmpty());
  EXPECT_THAT(errors(), ElementsAre("service_unavailable"));
  house.exchange_says["BlindTransfer"] = "Response: Error\r\nMessage: Channel specified does not exist\r\n";
  order(R"({"class":"direct_transfer","number":"1003"})");
  EXPECT_THAT(results(), ElementsAre(result("gone")));
}

TEST_P(TransferResults, P243_AQueueAnswersWhenTheCallHasGotThere) {
  send_on(R"({"class":"hold_switchboard","queue_name":"__switchboard_hold"})");
  play({"Event: Newchannel", "PJSIP/1003"});
  EXPECT_THAT(results(), IsEmpty());
  tell("QueueCallerJoin", caller, "Queue: __switchboard_hold\r\nPosition: 1\r\nCount: 1\r\n");
  EXPECT_THAT(results(), ElementsAre(result("answered", "__switchboard_hold")));
}

TEST_P(TransferResults, P243_AMailboxAnswersAtOnce) {
  follow("1001");
  open("transfer-blind-voicemail");
  hear("MessageWaiting\r\nMailbox: 1001@default\r\nWaiting: 0\r\nNew: 0");
  play({"ActionID: a19"});
  own = id_of("1001");
  order(R"({"class":"blind_transfer_voicemail","voicemail":"1001"})");
  play();
  EXPECT_THAT(results(), ElementsAre(result("answered", "1001")));
  order(R"({"class":"blind_transfer_voicemail","voicemail":"4711"})");
  EXPECT_THAT(results(), IsEmpty()) << "there is no call any more";
}

/// 1001 talks with 1002 and consults 1003.
struct ResultsOfConsultations : CallsHouse {
  void consult(std::string const& recording, std::string const& from, std::string const& to) {
    follow("1001");
    open(recording);
    play({"ActionID: " + from});
    own = id_of("1001"), held = leg("1002");
    order(R"({"class":"attended_transfer","number":"1003"})");
    play({"ActionID: " + to});
  }
  std::string result(std::string const& what) const { return what + " to 1003 of " + own; }

  std::string own, held;
};
WITH_BOTH_ASTERISKS(ResultsOfConsultations);

TEST_P(ResultsOfConsultations, P243_OneThatIsCompleted) {
  consult("transfer-attended-native-complete", "a7", "a8");
  EXPECT_THAT(results(), IsEmpty());
  order(R"({"class":"complete_transfer"})");
  EXPECT_THAT(results(), ElementsAre(result("answered")));
  play();
  EXPECT_THAT(results(), ElementsAre(result("answered")));
}

TEST_P(ResultsOfConsultations, P243_OneThatThePhoneCompletesByHangingUp) {
  follow("1001");
  open("transfer-attended-native-complete-by-hangup");
  play({"ActionID: a2"});
  own = id_of("1001");
  order(R"({"class":"attended_transfer","number":"1003"})");
  play();
  EXPECT_THAT(results(), ElementsAre(result("answered")));
}

TEST_P(ResultsOfConsultations, P244_TheTargetIsBusy) {
  consult("transfer-attended-native-target-busy", "a17", "a18");
  EXPECT_THAT(results(), ElementsAre(result("busy")));
}

TEST_P(ResultsOfConsultations, P245_TheTargetDoesNotAnswer) {
  consult("transfer-attended-native-cancel-ringing", "a13", "a14");
  consultation_ends(leg("1001"), "NOANSWER");
  EXPECT_THAT(results(), ElementsAre(result("noanswer")));
}

TEST_P(ResultsOfConsultations, P246_TheCallerDoesNotWait) {
  consult("transfer-attended-native-complete", "a7", "a8");
  hang_up(held);
  EXPECT_THAT(results(), ElementsAre(result("gone")));
}

TEST_P(ResultsOfConsultations, P243_WhoHangsUpWhileTheTargetRingsHearsWhatBecomesOfIt) {
  consult("transfer-attended-native-cancel-ringing", "a13", "a14");
  house.asked.clear();
  hang_up(leg("1001"));
  EXPECT_THAT(asked("Redirect"), testing::SizeIs(1));
  EXPECT_THAT(results(), IsEmpty());
  tell("DialBegin", held, "DestChannel: PJSIP/1003-00000077\r\nDestUniqueid: 77.3\r\n");
  tell("DialEnd", held, "DestChannel: PJSIP/1003-00000077\r\nDestUniqueid: 77.3\r\nDialStatus: NOANSWER\r\n");
  tell("Hangup", held, "Cause: 16\r\n");
  EXPECT_THAT(results(), ElementsAre(result("noanswer")));
}

}  // namespace
}  // namespace crosspoint::core
