#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct RoomSubscription : CommandFixture {
  bool watches(flow::Topic topic) const {
    return std::ranges::count(effects, flow::Effect(flow::Watch{SessionId{10}, topic})) == 1;
  }

  static constexpr flow::Topic all_rooms{flow::Topic::Kind::rooms, 0};
};

TEST_F(RoomSubscription, P175_P176_EveryVisibleRoomThenTheOwnPlaces) {
  directory.rooms[RoomId{2}] = {.id = RoomId{2}, .name = "secret", .number = "4002", .pin_required = true};
  EXPECT_EQ(ask(R"({"class":"subscribe","message":"meetme_update","commandid":610})"),
            R"({"class":"meetme_update","config":{"4001":{"number":"4001","name":"assembly","pin_required":false,"start_time":0,)"
            R"("member_count":0,"members":{}},"4002":{"number":"4002","name":"secret","pin_required":true,"start_time":0,)"
            R"("member_count":0,"members":{}}},"replyid":610})"
            R"({"class":"meetme_user","list":[]})");
  EXPECT_TRUE(watches(all_rooms));
  EXPECT_TRUE(watches(flow::Topic::memberships(UserId{1})));
}

TEST_F(RoomSubscription, P175_AUserWithoutLineIsToldOfNoPlaces) {
  directory.users.at(UserId{1}).lines.clear();
  auto const told = ask(R"({"class":"subscribe","message":"meetme_update"})");
  EXPECT_NE(told.find("meetme_update"), told.npos);
  EXPECT_EQ(told.find("meetme_user"), told.npos);
}

TEST_F(RoomSubscription, P175_WithoutAVisibleRoomTheConfigIsEmpty) {
  scope.context = "branch";
  EXPECT_EQ(ask(R"({"class":"subscribe","message":"meetme_update"})"),
            R"({"class":"meetme_update","config":{}}{"class":"meetme_user","list":[]})");
  scope.context = "";
  effects.clear();
  say(R"({"class":"subscribe","message":"meetme_update"})");
  EXPECT_FALSE(watches(all_rooms));
}

TEST_F(RoomSubscription, P176_RoomsOfANewConfigurationAreToldOnce) {
  auto const before = directory.rooms;
  directory.rooms[RoomId{2}] = {.id = RoomId{2}, .name = "new", .number = "4002"};
  rooms.reconfigured(before);
  say(R"({"class":"keepalive"})");
  auto const lines = told(all_rooms);
  EXPECT_NE(lines.find(R"("4002":{"number":"4002","name":"new")"), lines.npos);
  EXPECT_EQ(lines.find("meetme_update"), lines.rfind("meetme_update"));
  effects.clear();
  rooms.reconfigured(directory.rooms);
  say(R"({"class":"keepalive"})");
  EXPECT_EQ(told(all_rooms), "");
}

}  // namespace
}  // namespace crosspoint::cti
