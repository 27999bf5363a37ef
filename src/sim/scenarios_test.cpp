// The same scenarios as in the recorded streams of Asterisk 22, played on the simulated exchange: it must tell the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/testing/bench.h"
#include "sim/testing/transcript.h"

namespace crosspoint::sim {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

void expect_same(std::string const& file, std::string const& ours, Tolerance const& tolerance = {}) {
  auto const theirs = recorded(file);
  EXPECT_THAT(essence(ours, tolerance), testing::ContainerEq(essence(theirs, tolerance))) << file;
  EXPECT_EQ(lives(ours), lives(theirs)) << file;
}

/// An Originate as in the .sent files of the recordings.
std::string originate(std::string const& more, std::string const& channel = "PJSIP/1001") {
  return "Action: Originate\r\nActionID: a2\r\nAsync: true\r\nPriority: 1\r\nTimeout: 3000\r\nChannel: " + channel +
         "\r\nContext: default\r\nExten: 1002\r\n" + more;
}

std::string const own_caller = "CallerID: \"Alice Martin\" <1001>\r\n";

/// A bench where Agent/2002 has logged in on 1002 for both queues.
struct Agents : Bench {
  Agents() {
    for (auto const* const queue : {"blue\r\nPenalty: 0", "red\r\nPenalty: 1"})
      act(std::string("Action: QueueAdd\r\nInterface: PJSIP/1002\r\nMemberName: Agent/2002\r\nStateInterface: PJSIP/1002\r\n") +
          "Queue: " + queue + "\r\n");
    heard();
  }
};

TEST(Scenario, T029_AnAnsweredCallTellsTheRecordedEvents) {
  Bench bench;
  bench.say("call 1001 1002");
  bench.wait(1s);
  bench.say("answer 1002");
  bench.wait(1s);
  bench.say("hangup 1001");
  expect_same("call-internal-answered.ami", bench.heard());
}

TEST(Scenario, TheCalleeEndsTheCall) {
  Bench bench;
  bench.say("call 1001 1002");
  bench.say("answer 1002");
  bench.say("hangup 1002");
  expect_same("call-internal-callee-hangs-up.ami", bench.heard());
}

TEST(Scenario, TheCalleeIsBusy) {
  Bench bench;
  bench.say("call 1001 1002");
  bench.say("reject 1002");
  expect_same("call-internal-busy.ami", bench.heard());
}

TEST(Scenario, TheCallerGivesUp) {
  Bench bench;
  bench.say("call 1001 1002");
  bench.say("hangup 1001");
  expect_same("call-internal-missed.ami", bench.heard());
}

TEST(Scenario, T046_AnOfflinePhoneGivesNoDialBegin) {
  Bench bench;
  bench.say("unregister 1003");
  bench.heard();
  bench.say("call 1001 1003");
  expect_same("call-internal-unregistered.ami", bench.heard());
}

TEST(Scenario, T047_AnUnknownExtensionCausesNoEventAtAll) {
  Bench bench;
  EXPECT_THAT(bench.simulator.console("call 1001 4999", bench.now), testing::StartsWith("error: 404"));
  EXPECT_EQ(bench.heard(), "");
}

TEST(Scenario, T053_HoldShowsOnThePhoneThatWasPutOnHold) {
  Bench bench;
  bench.say("call 1001 1002");
  bench.say("answer 1002");
  bench.say("hold 1001");
  bench.say("resume 1001");
  bench.say("hangup 1002");
  expect_same("hold.ami", bench.heard());
}

TEST(Scenario, T054_ASecondCallRingsAtABusyPhone) {
  Bench bench;
  bench.say("call 1001 1002");
  bench.say("answer 1002");
  bench.say("call 1003 1002");
  bench.say("hold 1001");
  bench.say("answer 1002");
  bench.say("hold 1003");
  bench.say("hangup 1002 1003");
  bench.say("resume 1001");
  bench.say("hangup 1001");
  // The recorded phone answered its first call so fast that its hint never showed the ringing.
  expect_same("hint-states-two-calls.ami", bench.heard(), {.headers = {}, .events = {"ExtensionStatus", "DeviceStateChange"}});
}

TEST(Scenario, T056_AnUnregisteredPhoneIsUnavailable) {
  Bench bench;
  bench.say("unregister 1003");
  auto const theirs = recorded("registration.ami");
  expect_same("registration.ami", theirs.substr(0, theirs.find("Event: PeerStatus")) + bench.heard());
}

TEST(Scenario, T033_DialByTheManager) {
  Bench bench;
  bench.act(
      "Action: Originate\r\nActionID: a20\r\nChannel: PJSIP/1001\r\nContext: default\r\nExten: 1002\r\nPriority: 1\r\n"
      "CallerID: \"Bob Stone\" <1002>\r\nTimeout: 20000\r\nAsync: true\r\nVariable: XP_ORIGIN=cti\r\n");
  bench.wait(1s);
  bench.say("answer 1002");
  bench.wait(1s);
  bench.say("hangup 1001");
  expect_same("dial-originate.ami", bench.heard());
}

TEST(Scenario, TheManagerDialsWithTheUsersOwnCallerIdOrNone) {
  for (auto const& [file, caller] : {std::pair{"originate-cid-own.ami", own_caller}, {"originate-cid-none.ami", std::string{}}}) {
    Bench bench;
    bench.act(originate(caller));
    bench.wait(1s);
    bench.say("answer 1002");
    bench.say("hangup 1001");
    expect_same(file, bench.heard(), {.headers = {"ActionID", "DestChannelState", "DestChannelStateDesc"}, .events = {}});
  }
}

TEST(Scenario, T120_AnUnknownExtensionIsRefusedBeforeAnyPhoneRings) {
  Bench bench;
  bench.act("Action: Originate\r\nActionID: a2\r\nChannel: PJSIP/1001\r\nContext: default\r\nExten: 4999\r\nAsync: true\r\n");
  expect_same("originate-bad-extension.ami", bench.heard());
}

TEST(Scenario, T121_TheLineOfAnOriginateFails) {
  struct Case {
    std::string file, console;
    Duration wait{};
  };
  for (auto const& [file, console, time] :
       {Case{"originate-line-busy.ami", "reject 1001"}, Case{"originate-line-declines-603.ami", "reject 1001 declined"},
        Case{"originate-line-no-answer.ami", "", 3s}}) {
    Bench bench;
    bench.say("autoanswer 1001 off");
    bench.act(originate(""));
    if (!console.empty()) bench.say(console);
    bench.wait(time);
    expect_same(file, bench.heard(), {.headers = {"ActionID"}, .events = {}});
  }
}

TEST(Scenario, T121_TheLineOfAnOriginateIsNotThere) {
  Bench bench;
  bench.act(originate("", "PJSIP/nosuch"));
  expect_same("originate-line-unknown.ami", bench.heard(), {.headers = {"ActionID"}, .events = {}});
  bench.say("unregister 1004");
  bench.heard();
  bench.act(originate("", "PJSIP/1004"));
  expect_same("originate-line-unregistered.ami", bench.heard(), {.headers = {"ActionID"}, .events = {}});
}

TEST(Scenario, T121_AChosenChannelIdNamesTheChannelThatFails) {
  Bench bench;
  bench.say("autoanswer 1001 off");
  bench.act(originate("ChannelId: xp-dial-42\r\n" + own_caller));
  bench.say("reject 1001");
  auto const heard = bench.heard();
  EXPECT_THAT(heard, testing::HasSubstr("Uniqueid: xp-dial-42\r\n"));
  // There DialBegin came late and shows the phone ringing.
  expect_same("originate-with-channelid.ami", heard, {.headers = {"DestChannelState", "DestChannelStateDesc"}, .events = {}});
}

// The caller's connected line is set when a member rings or only when it answers: both are recorded.
Tolerance const queue_races{.headers = {"ConnectedLineNum", "ConnectedLineName", "DestChannelState", "DestChannelStateDesc"},
                            .events = {"NewConnectedLine"}};

TEST(Scenario, AQueueCallIsAnsweredAndEndedByTheAgent) {
  Agents bench;
  bench.say("call 1001 3001");
  bench.wait(1s);
  bench.say("answer 1002");
  bench.wait(2s);
  bench.say("hangup 1002");
  expect_same("queue-answered.ami", bench.heard(), queue_races);
}

TEST(Scenario, AQueueCallIsEndedByTheCaller) {
  Agents bench;
  bench.say("call 1001 3002");
  bench.say("answer 1002");
  bench.say("hangup 1001");
  expect_same("queue-answered-caller-hangs-up.ami", bench.heard(), queue_races);
}

TEST(Scenario, ACallerLeavesTheQueueWhileItRings) {
  Agents bench;
  bench.say("call 1001 3001");
  bench.wait(3s);
  bench.say("hangup 1001");
  expect_same("queue-abandoned.ami", bench.heard(), queue_races);
}

TEST(Scenario, AnAgentDeclinesAndIsRungAgain) {
  Agents bench;
  bench.say("call 1001 3002");
  bench.say("reject 1002");
  bench.wait(1s);
  bench.say("answer 1002");
  bench.wait(1s);
  bench.say("hangup 1002");
  // There the member was told to be in use before it was told to be in this call.
  auto tolerance = queue_races;
  tolerance.headers.insert("InCall");
  expect_same("queue-agent-declines.ami", bench.heard(), tolerance);
}

TEST(Scenario, T064_TwoCallersWaitWhileTheAgentPauses) {
  Agents bench;
  bench.act("Action: QueuePause\r\nActionID: a16\r\nInterface: PJSIP/1002\r\nPaused: 1\r\n");
  bench.say("call 1001 3001");
  bench.say("call 1003 3001");
  bench.act("Action: QueueStatus\r\nActionID: a17\r\nQueue: blue\r\n");
  bench.act("Action: QueueSummary\r\nActionID: a18\r\nQueue: blue\r\n");
  bench.say("hangup 1001");
  bench.say("hangup 1003");
  bench.act("Action: QueuePause\r\nActionID: a19\r\nInterface: PJSIP/1002\r\nPaused: 0\r\n");
  expect_same(
      "queue-two-callers.ami", bench.heard(),
      {.headers = {"Holdtime", "Completed", "Abandoned", "ServicelevelPerf", "ServicelevelPerf2", "Wait", "LongestHoldTime"},
       .events = {}});
}

TEST(Scenario, AgentsLogInPauseAndLogOut) {
  Bench bench;
  for (auto const* const scenario : {"agent-login", "agent-pause-unpause", "agent-logout"}) {
    bench.simulator.receive(bench.link, recorded(std::string(scenario) + ".sent"), bench.now);
    expect_same(std::string(scenario) + ".ami", bench.heard());
  }
}

TEST(Scenario, T097_SomebodyLeavesAMessage) {
  Bench bench;
  bench.say("call 1001 *971002");
  bench.wait(5s);
  bench.say("hangup 1001");
  expect_same("voicemail-left.ami", bench.heard(),
              {.headers = {"ActionID", "Message", "Response", "UrgMessages", "NewMessages"}, .events = {""}});
  EXPECT_THAT(bench.ask("Action: VoicemailUsersList\r\n"), testing::HasSubstr("NewMessageCount: 1\r\n"));
}

TEST(Scenario, ARedirectedCallerRingsTheNextPhone) {
  Bench bench;
  bench.say("call 1001 1002");
  bench.say("answer 1002");
  bench.act(
      "Action: Redirect\r\nActionID: a5\r\nChannel: PJSIP/1001-00000000\r\nContext: default\r\nExten: 1003\r\nPriority: 1\r\n");
  bench.say("answer 1003");
  bench.say("hangup 1001");
  auto theirs = recorded("transfer-blind-ami-redirect.ami");
  Tolerance const tolerance{.headers = {"ActionID"}, .events = {"CoreShowChannel", "CoreShowChannelsComplete"}};
  auto const list = theirs.find("Response: Success\r\nActionID: a4");
  theirs.erase(list, theirs.find("Event: CoreShowChannel", list) - list);
  EXPECT_THAT(essence(bench.heard(), tolerance), testing::ContainerEq(essence(theirs, tolerance)));
}

TEST(Scenario, ARedirectToNowhereAnswersSuccessAndDropsTheCall) {
  Bench bench;
  EXPECT_THAT(bench.ask("Action: Redirect\r\nActionID: a7\r\nChannel: PJSIP/none-1\r\nContext: default\r\nExten: 1003\r\n"),
              "Response: Error\r\nActionID: a7\r\nMessage: Channel does not exist: PJSIP/none-1\r\n\r\n");
  bench.say("call 1001 1002");
  bench.say("answer 1002");
  EXPECT_THAT(bench.ask("Action: Redirect\r\nChannel: PJSIP/1001-00000000\r\nContext: nope\r\nExten: 1003\r\n"),
              testing::HasSubstr("Message: Redirect successful\r\n"));
  EXPECT_EQ(bench.say("calls"), "");
}

TEST(Scenario, T013_ListItemsHaveTheHeadersOfTheRealOnes) {
  Agents bench;
  bench.say("call 1001 1002");
  bench.say("answer 1002");
  bench.say("call 1003 3001");
  bench.say("call 1004 4001");
  bench.heard();
  bench.simulator.receive(bench.link, recorded("resync.sent"), bench.now);
  auto const shape = [](Headers const& headers) {
    std::vector<std::string> names;
    for (auto const& [name, text] : headers) names.push_back(name);
    return names;
  };
  std::map<std::string, std::vector<std::string>> theirs;
  for (auto const& headers : messages_of(recorded("resync.ami")))
    if (auto const event = value(headers, "Event"); !event.empty()) theirs[event] = shape(headers);
    else theirs[value(headers, "ActionID")] = shape(headers);
  std::set<std::string> seen;
  for (auto const& headers : messages_of(bench.heard())) {
    auto const event = value(headers, "Event"), kind = event.empty() ? value(headers, "ActionID") : event;
    if (value(headers, "Response") == "Error") continue;
    EXPECT_EQ(shape(headers), theirs[kind]) << kind;
    seen.insert(event);
  }
  EXPECT_THAT(seen, testing::IsSupersetOf({"CoreShowChannel", "Status", "BridgeListItem", "DeviceStateChange", "ExtensionStatus",
                                           "QueueParams", "QueueMember", "QueueEntry", "QueueSummary", "VoicemailUserEntry",
                                           "ConfbridgeListRooms", "ConfbridgeList", "ContactList"}));
}

}  // namespace
}  // namespace crosspoint::sim
