// All calls of a user, followed in recorded streams of real exchanges. (docs/protocol/extensions.md, "One call of several")
#include <set>

#include "core/own_calls_fixture.h"

namespace crosspoint::core {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using OwnCalls = CallsHouse;
WITH_BOTH_ASTERISKS(OwnCalls);

std::string replaced(std::string text, std::string const& what, std::string const& by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

TEST_P(OwnCalls, P230_AreToldAtOnceAndAtEveryChangeToWhoHasSubscribed) {
  open("call-internal-answered");
  play({"Event: HangupRequest"});
  house.log_in(desk, "1001", with_calls);
  order(R"({"class":"subscribe","message":"my_calls","commandid":4})");
  ASSERT_THAT(house.lines, SizeIs(1));
  EXPECT_THAT(house.lines[0], HasSubstr(R"("replyid":4)"));
  EXPECT_THAT(lists(), ElementsAre("up out 1002"));
  EXPECT_EQ(text(last_calls()[0].as_object(), "id"), id_of("1001"));
  EXPECT_EQ(text(last_calls()[0].as_object(), "line"), "1");
  auto const since = last_calls()[0].at("since").as_double();
  EXPECT_LT(since, 1'795'452'020) << "they have talked for a while";
  house.lines.clear();
  play();
  EXPECT_THAT(lists(), ElementsAre(""));
  EXPECT_THAT(told("my_calls"), Each(HasSubstr("own_calls:1 ")));
}

TEST_P(OwnCalls, P230_NothingIsToldOfUsersWhomNobodyFollows) {
  follow("1004");
  open("call-internal-answered");
  play();
  EXPECT_THAT(lists(), IsEmpty());
}

TEST_P(OwnCalls, P231_AreDialledUntilSomebodyAnswers) {
  follow("1001");
  open("call-internal-answered");
  play({"Event: HangupRequest", "Channel: PJSIP/"});
  play();
  EXPECT_THAT(lists(), ElementsAre("dialling out 1002", "up out 1002", ""));
}

TEST_P(OwnCalls, P231_AreDialledWhileTheOwnPhoneRingsForThem) {
  follow("1001");
  open("dial-originate");
  order(R"({"class":"ipbxcommand","command":"dial","destination":"1002"})");
  auto const id = originated_id();
  auto const mark = rest.find("Uniqueid: ") + 10;
  rest = replaced(rest, rest.substr(mark, rest.find("\r\n", mark) - mark), id);
  play({"Event: OriginateResponse"});
  EXPECT_THAT(lists(), ElementsAre("dialling out 1002"));
  EXPECT_EQ(text(last_calls()[0].as_object(), "id"), id);
  play({"Event: DialEnd", "DestChannel: PJSIP/1002"});
  EXPECT_THAT(lists(), SizeIs(1)) << "the own phone has been picked up, the other one rings";
  play({"Event: HangupRequest"});
  EXPECT_EQ(lists().back(), "up out 1002");
  EXPECT_EQ(text(last_calls()[0].as_object(), "id"), id);
  play();
  EXPECT_THAT(lists(), SizeIs(3));
}

TEST_P(OwnCalls, P231_WhatDoesNotRingIsUpAMomentAfterTheOwnPhoneWasPickedUp) {
  follow("1001");
  order(R"({"class":"ipbxcommand","command":"dial","destination":"*98"})");
  auto const id = "Uniqueid: " + originated_id();
  auto const leg = "\r\nChannel: PJSIP/1001-00000077\r\nExten: *98\r\n" + id;
  hear("Newchannel\r\nChannelState: 0" + leg);
  hear("Newstate\r\nChannelState: 5" + leg);
  hear("Newstate\r\nChannelState: 6" + leg);
  EXPECT_THAT(lists(), ElementsAre("dialling out *98"));
  house.pass(std::chrono::milliseconds(1100));
  EXPECT_THAT(lists(), ElementsAre("dialling out *98", "up out *98"));
}

TEST_P(OwnCalls, P232_RingUntilTheyAreAnswered) {
  follow("1002");
  open("call-internal-answered");
  play({"Event: HangupRequest", "Channel: PJSIP/"});
  play();
  EXPECT_THAT(lists(), ElementsAre("ringing in 1001", "up in 1001", ""));
}

TEST_P(OwnCalls, P232_RingAtTwoLinesAndAreAnsweredAtOne) {
  auto office = House::office();
  office.lines[LineId{3}].user = UserId{2};
  office.users[UserId{2}].lines = {LineId{2}, LineId{3}};
  office.users[UserId{3}].lines.clear();
  house.give(flow::Configured{office});
  follow("1002");
  open("call-ring-group");
  play({"Event: HangupRequest", "Channel: PJSIP/"});
  play();
  auto const all = lists();
  EXPECT_THAT(all, Contains("ringing in 1001, ringing in 1001"));
  EXPECT_THAT(all, Contains("up in 1001"));
  EXPECT_EQ(all.back(), "");
}

TEST_P(OwnCalls, P233_AreOnHoldForThePhoneThatHolds) {
  follow("1001");
  house.log_in(SessionId{21}, "1002", with_calls);
  house.say(SessionId{21}, R"({"class":"subscribe","message":"my_calls"})");
  house.lines.clear();
  open("hold");
  play({"Event: Hold"});
  auto const own = id_of("1001");
  auto const talking = last_calls();
  play({"Event: Unhold"});
  EXPECT_EQ(lists().back(), "hold out 1002");
  EXPECT_EQ(text(last_calls()[0].as_object(), "id"), own);
  auto const held = last_calls()[0].at("since").as_double();
  house.say(desk, R"({"class":"subscribe","message":"my_calls"})");
  EXPECT_EQ(last_calls()[0].at("since").as_double(), held);
  play({"Event: HangupRequest"});
  EXPECT_EQ(lists().back(), "up out 1002");
  EXPECT_GT(last_calls()[0].at("since").as_double(), held) << "since it was resumed";
  for (auto const& line : told("my_calls"))
    EXPECT_FALSE(line.starts_with("own_calls:2 ") && line.find("hold") != std::string::npos) << line;
}

TEST_P(OwnCalls, P233_AreOnHoldByCommandWithOneId) {
  follow("1001");
  open("hold-server-side");
  play({"Response: Success", "Dual Redirect successful"});
  auto const own = id_of("1001");
  order(R"({"class":"hold"})");
  play({"Response: Success", "Channels have been bridged"});
  EXPECT_THAT(lists(), ElementsAre("hold out 1002"));
  EXPECT_EQ(text(last_calls()[0].as_object(), "id"), own);
  order(R"({"class":"resume"})");
  play({"Event: HangupRequest"});
  EXPECT_THAT(lists(), ElementsAre("up out 1002"));
  EXPECT_EQ(text(last_calls()[0].as_object(), "id"), own);
}

TEST_P(OwnCalls, P234_AreConsultationsOnceTheTargetHasAnswered) {
  follow("1001");
  open("transfer-attended-native-cancel-talking");
  play({"ActionID: a10"});
  auto const own = id_of("1001");
  order(R"({"class":"attended_transfer","number":"1003"})");
  play({"ActionID: a11"});
  EXPECT_THAT(lists(), ElementsAre("dialling in 1003 while 1002 waits", "consult in 1003 while 1002 waits"));
  EXPECT_EQ(text(last_calls()[0].as_object(), "id"), own);
  order(R"({"class":"cancel_transfer"})");
  play({"Event: HangupRequest", "PJSIP/1001"});
  EXPECT_THAT(lists(), ElementsAre("up in 1002"));
  EXPECT_EQ(text(last_calls()[0].as_object(), "id"), own);
  EXPECT_THAT(results(), IsEmpty());
}

TEST_P(OwnCalls, P234_AreGoneForTheUserWhoHasCompletedTheTransfer) {
  follow("1001");
  ask_first_and_complete();
  EXPECT_THAT(lists(), ElementsAre(""));
}

TEST_P(OwnCalls, P235_OfAQueueHaveItsName) {
  follow("1002");
  open("queue-answered");
  play({"Event: HangupRequest", "Channel: PJSIP/"});
  play();
  EXPECT_THAT(lists(), ElementsAre("ringing in 1001 of support", "up in 1001 of support", ""));
  house.lines.clear();
  open("queue-answered-agentcallback");
  play({"Event: HangupRequest", "Channel: PJSIP/"});
  play();
  EXPECT_THAT(lists(), ElementsAre("ringing in 1001 of sales", "up in 1001 of sales", ""));
}

/// With the first message that has `what` behind the first one after it that has `behind`.
std::string moved(std::string text, std::string const& what, std::string const& behind) {
  constexpr std::string_view end = "\r\n\r\n";
  auto const from = text.rfind(end, text.find(what)) + end.size();
  auto const message = text.substr(from, text.find(end, from) + end.size() - from);
  text.erase(from, message.size());
  return text.insert(text.find(end, text.find(behind, from)) + end.size(), message);
}

TEST_P(OwnCalls, P235_OfAQueueHaveItsNameThoughThePhoneOfItsMemberIsCalledBeforeTheQueueSaysSo) {
  follow("1002");
  open("queue-answered-agentcallback");
  rest = moved(rest, "Event: AgentCalled", "Event: QueueMemberStatus");
  play({"Event: HangupRequest", "Channel: PJSIP/"});
  play();
  EXPECT_THAT(lists(), ElementsAre("ringing in 1001", "ringing in 1001 of sales", "up in 1001 of sales", ""));
}

TEST_P(OwnCalls, P235_ThatAnOperatorFetchesComeFromTheQueueInWhichTheyHaveWaited) {
  follow("1003");
  open("switchboard-answer");
  play({"ActionID: a7"});
  EXPECT_THAT(lists().back(), "ringing in 1001 of __switchboard");
  auto const waiting = id_of("1001");
  order(R"({"class":"answer","unique_id":")" + waiting + "\"}");
  auto const id = originated_id();
  hang_up(leg("1003"));
  auto const leg = "\r\nChannel: PJSIP/1003-00000077\r\nConnectedLineNum: 1001\r\nCallerIDNum: 1001\r\nUniqueid: " + id;
  hear("Newchannel\r\nChannelState: 0" + leg);
  hear("Newstate\r\nChannelState: 5" + leg);
  EXPECT_EQ(lists().back(), "ringing in 1001 of __switchboard");
  EXPECT_EQ(text(last_calls()[0].as_object(), "id"), id);
  hear("Newstate\r\nChannelState: 6" + leg);
  hear("BridgeCreate\r\nBridgeUniqueid: b1\r\nBridgeType: basic");
  hear("BridgeEnter\r\nBridgeUniqueid: b1\r\nBridgeType: basic" + leg);
  hear("BridgeEnter\r\nBridgeUniqueid: b1\r\nBridgeType: basic\r\nUniqueid: " + waiting);
  house.pass(std::chrono::milliseconds(100));
  EXPECT_EQ(lists().back(), "up in 1001 of __switchboard");
}

TEST_P(OwnCalls, P236_ThatArePickedUpAtAnotherPhoneKeepTheIdOfTheOwnLeg) {
  follow("1003");
  open("call-pickup");
  play({"Event: HangupRequest"});
  EXPECT_EQ(lists().back(), "up in 1001");
  EXPECT_EQ(text(last_calls()[0].as_object(), "id"), id_of("1003"));
  EXPECT_EQ(lists().front().substr(0, 12), "dialling out");
}

TEST_P(OwnCalls, P236_ThatComeBackFromParkingAreOthers) {
  follow("1001");
  open("parking");
  play();
  std::set<std::string> ids;
  for (auto const& line : told("my_calls"))
    for (auto at = line.find("\"id\":\""); at != std::string::npos; at = line.find("\"id\":\"", at + 1))
      ids.insert(line.substr(at, line.find("\",", at) - at));
  EXPECT_THAT(ids, Not(IsEmpty()));
  EXPECT_EQ(lists().back(), "");
}

TEST_P(OwnCalls, P230_AreToldAgainWhenTheClockIsSet) {
  follow("1001");
  open("call-internal-answered");
  play({"Event: HangupRequest"});
  auto const before = last_calls()[0].at("since").as_double();
  house.lines.clear();
  house.give(flow::WallClockSet{WallTime(house.now.time_since_epoch() + std::chrono::hours(1))});
  ASSERT_THAT(lists(), ElementsAre("up out 1002"));
  EXPECT_NEAR(last_calls()[0].at("since").as_double(), before + 3600, 1);
}

TEST_P(OwnCalls, P247_AreNothingForSessionsThatHaveNotAskedForThem) {
  open("call-internal-answered");
  play({"Event: HangupRequest"});
  for (auto const* const request :
       {R"({"class":"subscribe","message":"my_calls","commandid":3})", R"({"class":"decline","call":"x","commandid":3})",
        R"({"class":"answer_own","call":"x","commandid":3})"}) {
    say(request);
    EXPECT_THAT(house.lines, IsEmpty()) << request;
    EXPECT_THAT(house.asked, IsEmpty()) << request;
  }
  play();
  EXPECT_THAT(told("my_calls"), IsEmpty());
}

TEST_P(OwnCalls, P247_TheirFieldIsNotLookedAtForOthers) {
  open("call-internal-answered");
  play({"Event: HangupRequest"});
  for (auto const* const call : {R"("no such call")", "5", "null"}) {
    say(R"({"class":"hangup","commandid":3,"call":)" + std::string(call) + "}");
    EXPECT_THAT(house.asked, ElementsAre(end_of(leg("1001")))) << call;
    EXPECT_THAT(house.lines, IsEmpty()) << call;
  }
}

}  // namespace
}  // namespace crosspoint::core
