// What becomes of the phones when consultations end in unusual orders, and what the desktop client is told meanwhile. As in
// attended_transfers_test.cpp. (telephony 4.5)
#include "core/transfer_fixture.h"

namespace crosspoint::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

struct EndsOfConsultations : TransferHouse {
  static std::string bridge(std::string const& one, std::string const& other) {
    return "Bridge Channel1=" + one + " Channel2=" + other + " Tone=no";
  }

  /// The target talks to the user of `own`, the party of `held` waits.
  void consult() {
    open("transfer-attended-native-cancel-talking");
    play({"ActionID: a10"});
    own = leg("1001"), held = leg("1002");
    transfer();
    play({"ActionID: a11"});
    EXPECT_THAT(answers(), Not(IsEmpty()));
    house.asked.clear();
  }

  /// The target rings.
  void ring() {
    open("transfer-attended-native-cancel-ringing");
    play({"ActionID: a13"});
    own = leg("1001"), held = leg("1002");
    transfer();
    play({"ActionID: a14"});
    house.asked.clear();
  }

  void leave_bridge(std::string const& channel) {
    auto const* const known = house.core().exchange().model().channels.named(channel);
    tell("BridgeLeave", channel, "BridgeUniqueid: " + (known ? known->bridge : "") + "\r\nBridgeType: basic\r\n");
  }

  /// Whether, of what the client was told, each list of calls that is not empty comes before the word that the target has
  /// answered.
  void every_list_is_followed_by_the_answer() {
    house.pass(std::chrono::milliseconds(100));
    std::vector<std::string> own_lines;
    for (auto const& line : house.lines)
      if (line.starts_with("calls:1 ")) own_lines.push_back(line);
    auto lists = 0;
    for (std::size_t i = 0; i < own_lines.size(); ++i) {
      if (own_lines[i].find(R"("current_calls":[{)") == std::string::npos) continue;
      ++lists;
      ASSERT_LT(i + 1, own_lines.size());
      EXPECT_THAT(own_lines[i + 1], HasSubstr("current_call_attended_transfer_answered"));
    }
    EXPECT_GT(lists, 0);
  }

  std::string own, held;
};
WITH_BOTH_ASTERISKS(EndsOfConsultations);

TEST_P(EndsOfConsultations, T133_AfterACancellationWhileTheTargetTalksThePhoneIsLetGoWhenTheOtherPartyHangsUp) {
  consult();
  say(R"({"class":"cancel_transfer"})");
  play({"Event: HangupRequest", "PJSIP/1001"});
  house.asked.clear();
  hang_up(held);
  consultation_ends(own, "ANSWER");
  EXPECT_THAT(house.asked, ElementsAre(end_of(own)));
}

TEST_P(EndsOfConsultations, T133_TheSameWhenTheExchangeSaysOfTheOtherPartyLater) {
  consult();
  say(R"({"class":"cancel_transfer"})");
  play({"Event: HangupRequest", "PJSIP/1001"});
  house.asked.clear();
  for (auto const& leg : {held, own}) leave_bridge(leg);
  consultation_ends(own, "ANSWER");
  EXPECT_THAT(house.asked, IsEmpty()) << "somebody seems to wait for that user";
  hang_up(held);
  EXPECT_THAT(house.asked, ElementsAre(end_of(own)));
}

TEST_P(EndsOfConsultations, T133_AfterACancellationWhileTheTargetRingsToo) {
  ring();
  say(R"({"class":"cancel_transfer"})");
  play({"Event: HangupRequest", "PJSIP/1001"});
  house.asked.clear();
  hang_up(held);
  consultation_ends(own, "");
  EXPECT_THAT(house.asked, ElementsAre(end_of(own)));
}

TEST_P(EndsOfConsultations, T135_TheHeldPartyIsGoneWhenTheTargetCannotBeHad) {
  ring();
  hang_up(held);
  EXPECT_THAT(cancellations(), SizeIs(1));
  EXPECT_THAT(house.asked, IsEmpty()) << "the target still rings";
  consultation_ends(own, "BUSY");
  EXPECT_THAT(house.asked, ElementsAre(end_of(own)));
}

TEST_P(EndsOfConsultations, T135_TheHeldPartyGoesWhileItIsGivenBack) {
  ring();
  house.answered_late = "Bridge";
  consultation_ends(own, "BUSY");
  ASSERT_THAT(house.asked, ElementsAre(bridge(held, own)));
  hang_up(held);
  house.asked.clear();
  house.answer_late_with("Response: Error\r\nMessage: Channel1 does not exist: x\r\n");
  EXPECT_THAT(house.asked, ElementsAre(end_of(own)));
  EXPECT_THAT(cancellations(), SizeIs(1));
}

TEST_P(EndsOfConsultations, T135_TheNextTransferHasJustBegunWhenItsPartyGoes) {
  consult();
  say(R"({"class":"cancel_transfer"})");
  play({"Event: HangupRequest", "PJSIP/1001"});
  house.answered_late = "Getvar";
  transfer();
  house.asked.clear();
  hang_up(held);
  consultation_ends(own, "ANSWER");
  EXPECT_THAT(house.asked, ElementsAre(end_of(own)));
  hang_up(own);
  house.asked.clear();
  house.catch_up();
  EXPECT_THAT(asked("Redirect"), IsEmpty());
}

TEST_P(EndsOfConsultations, T139_WhatAnotherServerHasBegunIsLeftToIt) {
  open("transfer-attended-native-cancel-talking");
  play({"ActionID: a11"});
  house.asked.clear();
  consultation_ends(leg("1001"), "ANSWER");
  EXPECT_THAT(house.asked, IsEmpty()) << "somebody waits for that user";
  tell("Newchannel", "PJSIP/2001-00000001");
  consultation_ends("PJSIP/2001-00000001", "BUSY");
  EXPECT_THAT(house.asked, IsEmpty()) << "nobody of ours";
}

TEST_P(EndsOfConsultations, T133_WhatAsteriskCannotConnectYetIsTriedAgain) {
  ring();
  house.exchange_says["Bridge"] = "Response: Error\r\nMessage: Unable to add Channel1 to bridge: x\r\n";
  say(R"({"class":"cancel_transfer"})");
  EXPECT_THAT(house.asked, ElementsAre(bridge(held, own)));
  EXPECT_THAT(cancellations(), IsEmpty());
  house.exchange_says.erase("Bridge");
  house.pass(std::chrono::milliseconds(200));
  EXPECT_THAT(asked("Bridge"), ElementsAre(bridge(held, own), bridge(held, own)));
  EXPECT_THAT(cancellations(), SizeIs(1));
}

TEST_P(EndsOfConsultations, T133_ButNotForEver) {
  ring();
  house.exchange_says["Bridge"] = "Response: Error\r\nMessage: Unable to add Channel1 to bridge: x\r\n";
  say(R"({"class":"cancel_transfer"})");
  house.pass(std::chrono::minutes(1));
  EXPECT_THAT(asked("Bridge"), SizeIs(21));
  say(R"({"class":"cancel_transfer"})");
  EXPECT_THAT(asked("Bridge"), SizeIs(1)) << "the user may try again";
}

TEST_P(EndsOfConsultations, T133_WithoutMusicTheOtherPartyIsWaitedForAMoment) {
  open("transfer-attended-native-cancel-ringing");
  play({"ActionID: a13"});
  own = leg("1001"), held = leg("1002");
  transfer();
  say(R"({"class":"cancel_transfer"})");
  EXPECT_THAT(house.asked, IsEmpty());
  house.pass(std::chrono::milliseconds(600));
  EXPECT_THAT(asked("Bridge"), ElementsAre(bridge(held, own)));
}

TEST_P(EndsOfConsultations, P173_EveryListOfCallsIsFollowedByTheWordThatTheTargetHasAnswered) {
  open("transfer-attended-native-cancel-talking");
  play({"ActionID: a10"});
  own = leg("1001"), held = leg("1002");
  house.say(alice, R"({"class":"subscribe","message":"current_calls"})");
  transfer();
  play({"ActionID: a11"});
  every_list_is_followed_by_the_answer();
  for (auto const* const event : {"Hold", "Unhold"}) {
    house.lines.clear();
    tell(event, own);
    every_list_is_followed_by_the_answer();
  }
  house.lines.clear();
  house.give(flow::WallClockSet{WallTime((house.now + std::chrono::hours(1)).time_since_epoch())});
  every_list_is_followed_by_the_answer();
  house.lines.clear();
  tell("NewCallerid", leg("1003"), "CallerIDNum: 1003\r\nCallerIDName: Claire\r\n");
  every_list_is_followed_by_the_answer();
  house.lines.clear();
  house.say(alice, R"({"class":"subscribe","message":"current_calls","commandid":7})");
  ASSERT_THAT(house.lines, SizeIs(2));
  EXPECT_THAT(house.lines[0], HasSubstr(R"("replyid":7)"));
  EXPECT_THAT(house.lines[1], HasSubstr("current_call_attended_transfer_answered"));
}

TEST_P(EndsOfConsultations, P173_WhileTheTargetRingsNoListIsFollowedByIt) {
  ring();
  house.lines.clear();
  house.say(alice, R"({"class":"subscribe","message":"current_calls"})");
  EXPECT_THAT(house.lines, SizeIs(1));
  say(R"({"class":"cancel_transfer"})");
  play({"Event: HangupRequest", "PJSIP/1001"});
  EXPECT_THAT(told("current_calls"), Not(IsEmpty()));
  EXPECT_THAT(answers(), IsEmpty()) << "it is over";
}

}  // namespace
}  // namespace crosspoint::core
