// Calls that the manager takes apart and puts together, with our part of the dialplan.
#include <gmock/gmock.h>

#include "sim/testing/bench.h"

namespace crosspoint::sim {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// 1001 talks with 1002.
struct TransferBench : Bench, testing::Test {
  TransferBench() {
    say("call 1001 1002");
    say("answer 1002");
    heard();
  }

  /// The newest channel of a phone.
  std::string leg(std::string const& phone) {
    auto const calls = say("calls");
    auto const at = calls.rfind("PJSIP/" + phone + "-");
    return at == std::string::npos ? "" : calls.substr(at, calls.find_first_of(" \n", at) - at);
  }

  /// 1002 waits, 1001 consults 1003, whose phone rings.
  std::string consult() {
    return ask("Action: Redirect\r\nChannel: " + leg("1002") + "\r\nContext: crosspoint-hold\r\nExten: s\r\nPriority: 1\r\n" +
               "ExtraChannel: " + leg("1001") +
               "\r\nExtraContext: crosspoint-consult\r\nExtraExten: 1003\r\nExtraPriority: 1\r\n");
  }

  std::string bridge(std::string const& one, std::string const& other) {
    return ask("Action: Bridge\r\nChannel1: " + leg(one) + "\r\nChannel2: " + leg(other) + "\r\n");
  }

  std::string state(std::string const& phone) {
    auto const text = say("state " + phone);
    return text.substr(0, text.size() - 1);
  }
};

TEST_F(TransferBench, T129_ABlindTransferSendsTheOtherPartyOnWhereverThatIs) {
  auto const transfer = [&](std::string const& channel, std::string const& exten) {
    return ask("Action: BlindTransfer\r\nChannel: " + channel + "\r\nContext: default\r\nExten: " + exten + "\r\n");
  };
  EXPECT_THAT(transfer("PJSIP/x-1", "1003"), StartsWith("Response: Error\r\nMessage: Channel specified does not exist\r\n"));
  EXPECT_THAT(transfer(leg("1001"), "1003"), AllOf(StartsWith("Response: Success\r\nMessage: Transfer succeeded\r\n"),
                                                   HasSubstr("Event: BlindTransfer\r\n"), HasSubstr("Result: Success\r\n")));
  EXPECT_EQ(state("1001"), "idle");
  EXPECT_EQ(state("1003"), "ringing 1002");
  EXPECT_THAT(transfer(leg("1002"), "1004"), StartsWith("Response: Error\r\nMessage: Transfer invalid\r\n")) << "in no bridge";
  say("answer 1003");
  EXPECT_THAT(transfer(leg("1003"), "4999"), StartsWith("Response: Success"));
  EXPECT_EQ(state("1002"), "idle");
}

TEST_F(TransferBench, T132_AConsultationIsCompletedByABridge) {
  EXPECT_THAT(consult(),
              AllOf(HasSubstr("Dual Redirect successful"), HasSubstr("Event: MusicOnHoldStart"), HasSubstr("Event: DialBegin")));
  say("answer 1003");
  EXPECT_EQ(state("1001"), "up 1003");
  EXPECT_THAT(bridge("1002", "1003"),
              AllOf(HasSubstr("Channels have been bridged"), HasSubstr("UserEvent: CrosspointConsultEnd\r\nStatus: ANSWER")));
  EXPECT_EQ(state("1002"), "up 1003");
  heard();
  wait(30s);
  EXPECT_EQ(state("1001"), "idle") << "it waits for half a minute";
  say("hangup 1003");
  EXPECT_EQ(state("1002"), "idle");
}

TEST_F(TransferBench, T133_AConsultationIsCancelledByABridge) {
  consult();
  EXPECT_THAT(bridge("1002", "1001"), AllOf(HasSubstr("DialStatus: CANCEL"), Not(HasSubstr("UserEvent"))));
  EXPECT_EQ(state("1003"), "idle");
  EXPECT_EQ(state("1001"), "up 1002");
  consult();
  say("answer 1003");
  EXPECT_THAT(bridge("1002", "1001"), HasSubstr("UserEvent: CrosspointOrphan"));
  EXPECT_EQ(state("1001"), "up 1002");
  wait(10s);
  EXPECT_EQ(state("1003"), "idle");
}

TEST_F(TransferBench, T134_TellsWhyATargetCouldNotBeHad) {
  consult();
  heard();
  say("reject 1003");
  EXPECT_THAT(heard(), HasSubstr("UserEvent: CrosspointConsultEnd\r\nStatus: BUSY"));
  bridge("1002", "1001");
  EXPECT_EQ(state("1001"), "up 1002");
  consult();
  heard();
  wait(20s);
  EXPECT_THAT(heard(), HasSubstr("UserEvent: CrosspointConsultEnd\r\nStatus: NOANSWER"));
}

TEST_F(TransferBench, T136_ATargetWaitsForTheOtherPartyOfACallerWhoIsGone) {
  consult();
  say("answer 1003");
  heard();
  say("hangup 1001");
  EXPECT_THAT(heard(), HasSubstr("UserEvent: CrosspointOrphan"));
  bridge("1002", "1003");
  EXPECT_EQ(state("1002"), "up 1003");
}

TEST_F(TransferBench, T066_AWaitingCallThatIsBridgedLeavesItsQueueWithoutAWord) {
  say("hangup 1001");
  say("call 1001 3000");
  say("call 1002 *98");
  heard();
  EXPECT_THAT(bridge("1001", "1002"), AllOf(HasSubstr("Channels have been bridged"), Not(HasSubstr("QueueCaller"))));
  EXPECT_EQ(state("1002"), "up 1001");
}

TEST_F(TransferBench, BridgeNamesTheChannelThatDoesNotExist) {
  EXPECT_THAT(ask("Action: Bridge\r\nChannel1: PJSIP/x-1\r\nChannel2: " + leg("1001") + "\r\n"),
              HasSubstr("Channel1 does not exist: PJSIP/x-1"));
  EXPECT_THAT(ask("Action: Bridge\r\nChannel2: PJSIP/x-1\r\nChannel1: " + leg("1001") + "\r\n"),
              HasSubstr("Channel2 does not exist: PJSIP/x-1"));
}

}  // namespace
}  // namespace crosspoint::sim
