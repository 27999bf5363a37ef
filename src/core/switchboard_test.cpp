// Waiting calls that operators fetch, in recorded streams of real exchanges. (telephony 4.10)
#include <gmock/gmock.h>

#include "core/house_fixture.h"

namespace crosspoint::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr SessionId carol{13}, fourth{14};

/// The users 1003 and 1004 are operators; a call of 1001 waits.
struct SwitchboardDesk : testing::TestWithParam<char const*> {
  SwitchboardDesk() {
    house.pass(std::chrono::seconds(1));
    auto office = House::office();
    office.profiles[ProfileId{3}].rights.push_back(directory::Right::switchboard);
    office.lines[LineId{3}].auto_answer = "Alert-Info: <http://localhost>;info=alert-autoanswer";
    house.give(flow::Configured{office});
    house.log_in(carol, "1003");
    house.log_in(fourth, "1004");
  }

  /// Plays a recording up to the first message that has that in it; to the end when there is none.
  void play(std::string const& name, std::string const& until) {
    if (rest.empty())
      rest = House::read_file(std::string(CROSSPOINT_SOURCE_DIR) + "/tests/transcripts/" + GetParam() + name + ".ami");
    auto const at = rest.find(until);
    auto const end = at == std::string::npos ? rest.size() : rest.rfind("\r\n\r\n", at) + 4;
    house.replay(std::string_view(rest).substr(0, end));
    rest.erase(0, end);
    for (auto const& uniqueid : channels().of_device("PJSIP/1001")) waiting = uniqueid;
  }

  [[nodiscard]] pbx::Channels const& channels() { return house.core().exchange().model().channels; }

  /// What the exchange is asked after such a request.
  std::vector<std::string> ask(SessionId client, std::string const& message_class = "answer") {
    house.asked.clear();
    house.lines.clear();
    house.say(client, R"({"class":")" + message_class + R"(","unique_id":")" + waiting + "\"}");
    return house.asked;
  }

  /// The uniqueid of the operator's leg that was asked for last.
  std::string leg_asked_for() {
    auto const& action = house.asked.back();
    auto const id = action.substr(action.find("ChannelId=") + 10);
    return id.substr(0, id.find(' '));
  }

  void hear(std::string const& event) { house.give(flow::AmiBytes{flow::AmiLink::events, "Event: " + event + "\r\n\r\n"}); }

  /// The outcome of the Originate for the leg of the operator that was asked for last.
  void outcome(std::string const& response, std::string const& reason) {
    hear("OriginateResponse\r\nResponse: " + response + "\r\nChannel: PJSIP/1003\r\nReason: " + reason +
         "\r\nUniqueid: " + leg_asked_for());
  }

  House house;
  std::string rest, waiting;
};
INSTANTIATE_TEST_SUITE_P(Asterisk, SwitchboardDesk, testing::Values("", "v22/"),
                         [](auto const& version) { return std::string(*version.param ? "22" : "16"); });

TEST_P(SwitchboardDesk, P167_T155_TheOperatorsPhoneIsCalledForTheWaitingCall) {
  play("switchboard-answer", "ActionID: a7");
  auto const ringing = channels().find(channels().of_device("PJSIP/1003").at(0))->name;
  auto const asked = ask(carol);
  ASSERT_THAT(asked, SizeIs(2));
  EXPECT_EQ(asked[0], "Hangup Channel=" + ringing + " Cause=26");
  EXPECT_THAT(asked[1], HasSubstr("Originate Channel=PJSIP/1003 ChannelId=xp-"));
  EXPECT_THAT(asked[1], HasSubstr(R"(CallerID="Alice Martin" <1001> Timeout=30000 Async=true)"));
  EXPECT_THAT(asked[1], HasSubstr(R"(Variable=PJSIP_HEADER(add,Alert-Info)=<http://localhost>\;info=alert-autoanswer)"));
  EXPECT_THAT(asked[1], HasSubstr("Context=crosspoint-retrieve Exten=s Priority=1 Variable=XP_CHANNEL=PJSIP/1001-"));
  EXPECT_THAT(asked[1], HasSubstr(R"(Variable=XP_CALLER=\"Alice Martin\" <1001>)"));
  EXPECT_THAT(asked[1], HasSubstr(R"(Variable=XP_OPERATOR=\"1003\" <1003>)"));
  EXPECT_THAT(house.lines, IsEmpty());
}

TEST_P(SwitchboardDesk, T155_ALegThatIsBeingSetUpEndsWhenItRings) {
  play("switchboard-answer", "Event: DialBegin");
  ASSERT_THAT(channels().of_device("PJSIP/1003"), SizeIs(1));
  auto const leg = *channels().find(channels().of_device("PJSIP/1003").at(0));
  ASSERT_EQ(leg.state, pbx::ChannelState::down);
  EXPECT_THAT(ask(carol), ElementsAre(HasSubstr("Originate Channel=PJSIP/1003")));
  house.asked.clear();
  play("switchboard-answer", "ActionID: a7");
  EXPECT_THAT(house.asked, ElementsAre("Hangup Channel=" + leg.name + " Cause=26"));
}

TEST_P(SwitchboardDesk, P168_T156_TheFirstOfTwoOperatorsHasTheCall) {
  play("switchboard-answer", "ActionID: a7");
  EXPECT_THAT(ask(carol), SizeIs(2));
  EXPECT_THAT(ask(fourth), IsEmpty());
  EXPECT_THAT(ask(carol), IsEmpty());
  EXPECT_THAT(house.lines, IsEmpty());
}

TEST_P(SwitchboardDesk, P168_AnOperatorWhoTalksCannotTakeAnother) {
  play("switchboard-answer", "Event: HangupRequest");
  waiting = channels().of_device("PJSIP/1001").at(0);
  EXPECT_THAT(ask(carol), IsEmpty());
  EXPECT_THAT(ask(fourth), IsEmpty()) << "it does not wait any more";
  waiting = "1.1";
  EXPECT_THAT(ask(fourth), IsEmpty()) << "there is no such call";
  EXPECT_THAT(house.lines, IsEmpty());
}

TEST_P(SwitchboardDesk, T157_APhoneThatRingsOutLeavesTheCallToOthers) {
  play("switchboard-answer", "ActionID: a7");
  ask(carol);
  outcome("Failure", "3");
  ASSERT_THAT(ask(fourth), SizeIs(1));
  EXPECT_THAT(house.asked[0], HasSubstr("Originate Channel=PJSIP/1004"));
}

TEST_P(SwitchboardDesk, P170_T159_ACallThatWasPutAsideIsFetchedTheSameWay) {
  play("switchboard-retrieve", "ActionID: a3");
  ASSERT_THAT(ask(carol, "resume_switchboard"), SizeIs(1));
  EXPECT_THAT(house.asked[0], HasSubstr("Context=crosspoint-retrieve"));
  play("", "Event: HangupRequest");
  EXPECT_THAT(house.lines,
              testing::Contains(HasSubstr(R"(calls:3 {"class":"current_calls","current_calls":[{"cid_name":"Alice)")));
}

TEST_P(SwitchboardDesk, T157_APhoneDoesNotRingForACallThatHasGivenUp) {
  play("switchboard-retrieve", "ActionID: a3");
  ask(carol, "resume_switchboard");
  auto const id = leg_asked_for();
  hear("Newchannel\r\nChannel: PJSIP/1003-000000ff\r\nChannelState: 5\r\nUniqueid: " + id + "\r\nLinkedid: " + id);
  house.asked.clear();
  hear("Hangup\r\nChannel: x\r\nUniqueid: " + waiting + "\r\nCause: 16");
  EXPECT_THAT(house.asked, ElementsAre("Hangup Channel=PJSIP/1003-000000ff Cause=16"));
}

/// A phone that rings for its own user is asked once to pick up. (telephony 4.3)
TEST_P(SwitchboardDesk, T127_ARingingPhoneIsAskedToPickUpInItsOwnWay) {
  play("switchboard-retrieve", "ActionID: a3");
  for (auto const& [way, action] :
       {std::pair<std::string, std::string>{"talk", "PJSIPNotify Channel=PJSIP/1003-000000ff Variable=Event=talk"},
        {"aastra",
         "PJSIPNotify Endpoint=1003 Variable=Event=aastra-xml Variable=Content-type=application/xml "
         R"(Variable=Content=<AastraIPPhoneExecute><ExecuteItem URI=\"Key:Line1\"/></AastraIPPhoneExecute>)"},
        {"yealink",
         "PJSIPNotify Endpoint=1003 Variable=Event=Yealink-xml Variable=Content-type=application/xml "
         R"(Variable=Content=<YealinkIPPhoneExecute Beep=\"no\"><ExecuteItem URI=\"Key:LINE1\"/></YealinkIPPhoneExecute>)"}}) {
    auto office = House::office();
    office.profiles[ProfileId{3}].rights.push_back(directory::Right::switchboard);
    office.lines[LineId{3}].auto_answer = way;
    house.give(flow::Configured{office});
    ASSERT_THAT(ask(carol), SizeIs(1));
    EXPECT_THAT(house.asked[0], Not(HasSubstr("PJSIP_HEADER")));
    auto const id = leg_asked_for();
    auto const leg = "\r\nChannel: PJSIP/1003-000000ff\r\nUniqueid: " + id + "\r\nLinkedid: " + id;
    house.asked.clear();
    hear("Newchannel" + leg + "\r\nChannelState: 0");
    EXPECT_THAT(house.asked, IsEmpty());
    for (auto const* const state : {"5", "5", "6"}) hear("Newstate" + leg + "\r\nChannelState: " + state);
    EXPECT_THAT(house.asked, ElementsAre(action)) << way;
    hear("Hangup" + leg);
    hear("OriginateResponse\r\nResponse: Failure\r\nReason: 0\r\nUniqueid: " + id);
  }
}

TEST_P(SwitchboardDesk, P167_GoesWithoutOurPartOfTheDialplan) {
  play("switchboard-retrieve", "ActionID: a3");
  house.exchange_says["Originate Channel=PJSIP/1003"] = "Response: Error\r\nMessage: Extension does not exist.\r\n";
  ASSERT_THAT(ask(carol), SizeIs(2));
  EXPECT_THAT(house.asked[1], ::testing::ContainsRegex("Application=Bridge Data=PJSIP/1001-[0-9a-f]+,x$"));
  EXPECT_THAT(house.lines, ElementsAre(HasSubstr("service_unavailable"))) << "that was refused here, too";
}

}  // namespace
}  // namespace crosspoint::core
