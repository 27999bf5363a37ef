// What a recorded conference becomes for who watches the rooms. (telephony 2.11, 4.9)
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/house_fixture.h"

namespace crosspoint::core {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct RoomReplayTest : testing::TestWithParam<char const*> {
  RoomReplayTest() {
    house.pass(std::chrono::seconds(1));
    house.log_in(alice, "1001");
  }

  static std::string script(std::string const& name) {
    return House::read_file(std::string(CROSSPOINT_SOURCE_DIR) + "/tests/transcripts/" + GetParam() + name + ".ami");
  }

  /// Plays the conference from where it stands up to the next event of that name, or to its end.
  void play(std::string const& until = {}) {
    auto const end = until.empty() ? conference.size() : conference.find("Event: " + until + "\r\n", played + 1);
    ASSERT_NE(end, conference.npos) << until;
    house.replay(std::string_view(conference).substr(played, end - played));
    played = end;
  }

  std::vector<std::string> told(std::string const& topic) const {
    std::vector<std::string> all;
    for (auto const& line : house.lines)
      if (line.starts_with(topic + " ")) all.push_back(line.substr(topic.size() + 1));
    return all;
  }

  /// What the exchange was asked to do with whom.
  std::vector<std::string> voices() const {
    std::vector<std::string> all;
    for (auto const& action : house.asked)
      if (auto const at = action.find(" Channel="); action.starts_with("Confbridge") && at != action.npos)
        all.push_back(action.substr(10, action.find(' ') - 10) + " " + action.substr(at + 9));
    return all;
  }

  void mute(std::string const& function, std::string const& room, std::string const& place) {
    house.say(alice, R"({"class":"ipbxcommand","command":"meetme","function":")" + function + R"(","functionargs":[")" + room +
                         R"(",")" + place + R"("]})");
  }

  House house;
  std::string const conference = script("confbridge");
  std::size_t played = 0;
};
INSTANTIATE_TEST_SUITE_P(Asterisk, RoomReplayTest, testing::Values("", "v22/"),
                         [](auto const& version) { return std::string(*version.param ? "22" : "16"); });

TEST_P(RoomReplayTest, P176_T099_T101_JoinsAndLeavesAreToldWithTheRoomsStart) {
  play("ConfbridgeJoin");
  house.lines.clear();
  play("ConfbridgeJoin");
  auto const first = told("rooms:0");
  ASSERT_EQ(first.size(), 1U);
  EXPECT_THAT(first[0], AllOf(HasSubstr(R"("number":"8000","name":"conference","pin_required":false,"start_time":1.79545)"),
                              HasSubstr(R"("member_count":1,"members":{"1":{"join_order":1,"join_time":1.79545)"),
                              HasSubstr(R"("number":"1001","name":"Alice Martin","muted":false}}})"), Not(HasSubstr("PJSIP"))));
  house.lines.clear();
  play("ConfbridgeMute");
  EXPECT_THAT(told("rooms:0").back(), HasSubstr(R"("member_count":3)"));
  house.lines.clear();
  play();
  EXPECT_THAT(told("rooms:0").back(), HasSubstr(R"("start_time":0,"member_count":0,"members":{}})"));
}

TEST_P(RoomReplayTest, T100_WhoEntersMutedIsShownMutedAndMuteAllIsToldMemberByMember) {
  play("ConfbridgeMute");
  EXPECT_THAT(told("rooms:0").back(), HasSubstr(R"("name":"Chloe Durand","muted":true})"));
  EXPECT_THAT(told("rooms:0").back(), HasSubstr(R"("name":"Bruno Petit","muted":false})"));
  house.lines.clear();
  play("ConfbridgeUnmute");
  EXPECT_THAT(told("rooms:0").back(), HasSubstr(R"("name":"Bruno Petit","muted":true})"));
  play("ConfbridgeMute");
  house.lines.clear();
  play("ConfbridgeUnmute");
  auto const all_muted = told("rooms:0");
  ASSERT_EQ(all_muted.size(), 2U) << "one of the three was muted already";
  EXPECT_THAT(all_muted.back(), Not(HasSubstr(R"("muted":false)")));
}

TEST_P(RoomReplayTest, P177_TheOwnPlaceIsToldWhenItChanges) {
  play("ConfbridgeMute");
  EXPECT_THAT(told("memberships:1"), ElementsAre(HasSubstr(R"("list":[{"room_number":"8000","user_number":1}])")));
  EXPECT_THAT(told("memberships:2"), ElementsAre(HasSubstr(R"("list":[{"room_number":"8000","user_number":2}])")));
  house.lines.clear();
  play("ConfbridgeLeave");
  EXPECT_THAT(told("memberships:1"), IsEmpty()) << "that others are muted does not concern it";
  play();
  EXPECT_THAT(told("memberships:1"), ElementsAre(HasSubstr(R"("list":[])")));
}

TEST_P(RoomReplayTest, T102_RoomsThatNobodyConfiguredAreNotShown) {
  auto office = House::office();
  office.rooms.at(RoomId{1}).number = "8888";
  house.give(flow::Configured{std::move(office)});
  house.lines.clear();
  play();
  EXPECT_THAT(told("rooms:0"), IsEmpty());
  EXPECT_THAT(told("memberships:1"), IsEmpty());
}

TEST_P(RoomReplayTest, P178_P179_T153_MuteReachesTheChannelAtThatPlace) {
  auto office = House::office();
  office.profiles.at(ProfileId{3}).rights.push_back(directory::Right::conference);
  house.give(flow::Configured{std::move(office)});
  play("ConfbridgeMute");
  mute("MeetmeMute", "8000", "2");
  mute("MeetmeUnmute", "8000", "3");
  EXPECT_THAT(voices(), ElementsAre("Mute PJSIP/1002-00000035", "Unmute PJSIP/1003-00000036"));
}

TEST_P(RoomReplayTest, T154_NoSuchRoomOrPlaceIsSilence) {
  play("ConfbridgeMute");
  house.lines.clear();
  mute("MeetmeMute", "8001", "1");
  mute("MeetmeMute", "8000", "4");
  EXPECT_THAT(voices(), IsEmpty());
  EXPECT_THAT(house.lines, IsEmpty());
}

TEST_P(RoomReplayTest, P178_OneselfNeedsNoRightOthersDo) {
  play("ConfbridgeMute");
  mute("MeetmeMute", "8000", "2");
  EXPECT_THAT(voices(), IsEmpty());
  mute("MeetmeMute", "8000", "1");
  EXPECT_THAT(voices(), ElementsAre("Mute PJSIP/1001-00000034"));
}

}  // namespace
}  // namespace crosspoint::core
