// What becomes of calls, followed in recorded streams of real exchanges. (docs/protocol/extensions.md, "One call of several")
#include "core/own_calls_fixture.h"

namespace crosspoint::core {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

struct CallEndings : CallsHouse {
  void play_all(std::string const& name) {
    open(name);
    play();
    house.pass(std::chrono::seconds(3));
  }

  /// The user 1002 has the line 1003, too.
  void give_second_line() {
    auto office = House::office();
    office.lines[LineId{3}].user = UserId{2};
    office.users[UserId{2}].lines = {LineId{2}, LineId{3}};
    office.users[UserId{3}].lines.clear();
    house.give(flow::Configured{office});
  }

  /// 1001 calls 1002 by command, whose own phone picks up and rings the other one.
  void ring_by_command() {
    follow("1001");
    order(R"({"class":"ipbxcommand","command":"dial","destination":"1002"})");
    own = originated_id();
    ++calls;
    hear("Newchannel\r\nChannelState: 0" + own_leg());
    hear("DialBegin\r\nDestChannel: PJSIP/1001-00000077\r\nDestUniqueid: " + own);
    hear("Newstate\r\nChannelState: 5" + own_leg());
  }
  void pick_up() {
    hear("Newstate\r\nChannelState: 6" + own_leg());
    hear("DialBegin" + own_leg() + other());
  }
  void end_own(int cause) {
    house.pass(std::chrono::seconds(5));
    hear("Hangup\r\nCause: " + std::to_string(cause) + own_leg());
  }
  std::string own_leg() const { return "\r\nChannel: PJSIP/1001-00000077\r\nExten: 1002\r\nUniqueid: " + own; }

  std::string other() const {
    return "\r\nDestChannel: PJSIP/1002-00000078\r\nDestUniqueid: 78." + std::to_string(calls) + "\r\nDestChannelState: 5";
  }
  void end_other(int cause) {
    hear("Hangup\r\nCause: " + std::to_string(cause) + "\r\nChannel: PJSIP/1002-00000078\r\nUniqueid: 78." +
         std::to_string(calls));
  }

  int calls = 0;
  std::string own;
};
WITH_BOTH_ASTERISKS(CallEndings);

TEST_P(CallEndings, P256_AreToldOfBothSidesOfAConversation) {
  follow("1001");
  house.log_in(SessionId{21}, "1002", with_calls);
  house.say(SessionId{21}, R"({"class":"subscribe","message":"my_calls"})");
  house.lines.clear();
  open("call-internal-answered");
  play({"Event: HangupRequest"});
  auto const ids = {id_of("1001"), id_of("1002")};
  house.pass(std::chrono::seconds(7));
  play();
  EXPECT_THAT(endings(), ElementsAre("ended after 7 s", "ended after 7 s"));
  EXPECT_THAT(told("call_ended"), ElementsAre(AllOf(StartsWith("own_calls:1 "), HasSubstr(*ids.begin())),
                                              AllOf(StartsWith("own_calls:2 "), HasSubstr(*(ids.begin() + 1)))));
}

TEST_P(CallEndings, P256_OfAMailboxThatWasListenedTo) {
  ring_by_command();
  hear("Newstate\r\nChannelState: 6" + own_leg());
  end_own(16);
  EXPECT_THAT(endings(), ElementsAre("ended after 5 s"));
}

TEST_P(CallEndings, P256_AreNothingForUsersWhomNobodyFollows) {
  follow("1004");
  play_all("call-internal-answered");
  EXPECT_THAT(endings(), IsEmpty());
}

TEST_P(CallEndings, P257_P263_TheOneIsBusyTheOtherHasDeclined) {
  follow("1001");
  play_all("call-internal-busy");
  EXPECT_THAT(endings(), ElementsAre("busy"));
}

TEST_P(CallEndings, P257_P260_AfterDialByCommand) {
  ring_by_command();
  pick_up();
  hear("DialEnd\r\nDialStatus: BUSY" + own_leg() + other());
  end_other(17);
  end_own(16);
  EXPECT_THAT(endings(), ElementsAre("busy")) << "the user has heard the tone, and hung up";
  ring_by_command();
  pick_up();
  hear("DialEnd\r\nDialStatus: NOANSWER" + own_leg() + other());
  end_other(21);
  end_own(21);
  EXPECT_THAT(endings(), ElementsAre("refused"));
}

/// As Asterisk 16 may do: the ends of two legs have no order.
TEST_P(CallEndings, P259_P260_TheCallerMayEndFirst) {
  for (auto const& [cause, ending] : {std::pair(21, "refused"), {20, "unreachable"}, {16, "noanswer"}}) {
    ring_by_command();
    pick_up();
    hear("DialEnd\r\nDialStatus: NOANSWER" + own_leg() + other());
    end_own(cause);
    end_other(cause);
    EXPECT_THAT(endings(), ElementsAre(ending));
  }
}

TEST_P(CallEndings, P257_WhoDoesNotWantToBeDisturbedIsBusy) {
  follow("1001");
  play_all("service-dnd");
  EXPECT_THAT(endings(), ElementsAre("busy"));
}

TEST_P(CallEndings, P257_TheDialplanMayAskBeforeTheExchangeTellsOfTheLeg) {
  auto office = House::office();
  office.users[UserId{2}].services.dnd = true;
  house.give(flow::Configured{office});
  follow("1001");
  order(R"({"class":"ipbxcommand","command":"dial","destination":"1002"})");
  own = originated_id();
  house.give(flow::AgiAsked{AgiId{1},
                            {.script = "user",
                             .arguments = {"1002", "default"},
                             .channel = "PJSIP/1001-00000077",
                             .uniqueid = own,
                             .caller_name = "",
                             .caller_number = "1001",
                             .context = "default",
                             .extension = "1002"}});
  hear("Newchannel\r\nChannelState: 0" + own_leg());
  hear("DialBegin\r\nDestChannel: PJSIP/1001-00000077\r\nDestUniqueid: " + own);
  hear("Newstate\r\nChannelState: 5" + own_leg());
  hear("Newstate\r\nChannelState: 6" + own_leg());
  end_own(16);
  EXPECT_THAT(endings(), ElementsAre("busy"));
}

TEST_P(CallEndings, P258_NobodyAnswers) {
  ring_by_command();
  pick_up();
  hear("DialEnd\r\nDialStatus: NOANSWER" + own_leg() + other());
  end_other(16);
  end_own(16);
  EXPECT_THAT(endings(), ElementsAre("noanswer"));
}

TEST_P(CallEndings, P259_APhoneThatIsOff) {
  follow("1001");
  play_all("call-internal-unregistered");
  EXPECT_THAT(endings(), ElementsAre("unreachable"));
  ring_by_command();
  hear("Newstate\r\nChannelState: 6" + own_leg());
  hear("Hangup\r\nCause: 20" + own_leg());
  EXPECT_THAT(endings(), ElementsAre("unreachable"));
}

TEST_P(CallEndings, P261_P264_TheCallerGivesUp) {
  follow("1001");
  house.log_in(SessionId{21}, "1002", with_calls);
  house.say(SessionId{21}, R"({"class":"subscribe","message":"my_calls"})");
  house.lines.clear();
  play_all("call-internal-missed");
  EXPECT_THAT(endings(), ElementsAre("cancelled", "missed"));
}

TEST_P(CallEndings, P261_AForwardTakesTheCallThatNobodyTook) {
  follow("1002");
  play_all("service-forward-noanswer");
  EXPECT_THAT(endings(), ElementsAre("missed"));
}

TEST_P(CallEndings, P262_OneOfAGroupHasAnswered) {
  follow("1002");
  play_all("call-ring-group");
  EXPECT_THAT(endings(), ElementsAre("elsewhere"));
}

TEST_P(CallEndings, P262_TheUserHasAnsweredAtAnotherPhone) {
  give_second_line();
  follow("1002");
  play_all("call-ring-group");
  EXPECT_THAT(endings(), ElementsAre("elsewhere", StartsWith("ended")));
}

TEST_P(CallEndings, P262_SomebodyHasPickedItUp) {
  follow("1002");
  play_all("call-pickup");
  EXPECT_THAT(endings(), ElementsAre("elsewhere"));
}

TEST_P(CallEndings, P262_AnApplicationDoesNotSayThatAnotherHasIt) {
  follow("1002");
  auto const caller = std::string("\r\nChannel: PJSIP/1001-00000070\r\nUniqueid: 70.1\r\nChannelState: 6");
  auto const second = std::string("\r\nDestChannel: PJSIP/1003-00000079\r\nDestUniqueid: 79.1\r\nDestChannelState: 5");
  auto const local = [](char half) {
    return std::string("Channel: Local/1002@default-00000001;") + half + "\r\n" + "Uniqueid: 71." + half;
  };
  auto const local_called = "\r\nDestChannel: Local/1002@default-00000001;1\r\nDestUniqueid: 71.1";
  hear("Newchannel" + caller);
  hear("Newchannel\r\n" + local('1'));
  hear("Newchannel\r\n" + local('2'));
  hear("DialBegin" + caller + local_called);
  hear("DialBegin" + caller + second);
  hear("DialBegin\r\n" + local('2') + other());
  hear("DialEnd\r\nDialStatus: ANSWER" + caller + second);
  end_other(16);
  EXPECT_THAT(endings(), ElementsAre("elsewhere"));
}

TEST_P(CallEndings, P263_IsDeclinedByThePhone) {
  follow("1002");
  play_all("call-internal-busy");
  EXPECT_THAT(endings(), ElementsAre("declined"));
  house.lines.clear();
  play_all("call-forwarded-by-phone-302");
  EXPECT_THAT(endings(), ElementsAre("declined"));
}

TEST_P(CallEndings, P261_P263_OfAQueue) {
  follow("1002");
  play_all("queue-agent-declines");
  EXPECT_THAT(endings(), ElementsAre("declined", StartsWith("ended")));
  house.lines.clear();
  play_all("queue-abandoned");
  EXPECT_THAT(endings(), Each("missed"));
}

TEST_P(CallEndings, P264_TheOwnPhoneIsNotPickedUp) {
  ring_by_command();
  end_own(19);
  EXPECT_THAT(endings(), ElementsAre("cancelled"));
  ring_by_command();
  end_own(17);
  EXPECT_THAT(endings(), ElementsAre("cancelled"));
}

TEST_P(CallEndings, P264_IsHungUpWhileTheOtherPhoneRings) {
  ring_by_command();
  pick_up();
  hear("DialEnd\r\nDialStatus: CANCEL" + own_leg() + other());
  end_own(16);
  EXPECT_THAT(endings(), ElementsAre("cancelled"));
}

TEST_P(CallEndings, P265_AreNoneOfACallThatWasSentOn) {
  follow("1002");
  open("transfer-blind-ami-blindtransfer");
  play({"Response: Success", "Transfer succeeded"});
  order(R"({"class":"direct_transfer","number":"1003"})");
  play();
  EXPECT_THAT(results(), ElementsAre(StartsWith("answered")));
  EXPECT_THAT(endings(), IsEmpty());
}

TEST_P(CallEndings, P265_AreNoneOfAConsultationThatIsCompleted) {
  follow("1001");
  ask_first_and_complete();
  EXPECT_THAT(results(), ElementsAre(StartsWith("answered")));
  EXPECT_THAT(endings(), IsEmpty());
}

TEST_P(CallEndings, P265_AreToldOfACallThatWasNotSentOnAfterAll) {
  follow("1001");
  ask_first("transfer-attended-native-cancel-talking", "a10", "a11", "cancel_transfer");
  EXPECT_THAT(endings(), ElementsAre(StartsWith("ended")));
}

TEST_P(CallEndings, P247_AreNothingForSessionsThatHaveNotAskedForThem) {
  play_all("call-internal-answered");
  EXPECT_THAT(told("call_ended"), IsEmpty());
}

}  // namespace
}  // namespace crosspoint::core
