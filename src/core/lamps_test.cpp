// What the exchange is told of the lamps of programmed keys.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/house_fixture.h"

namespace crosspoint::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;
using Service = directory::FunctionKey::Service;

struct LampsTest : testing::Test {
  LampsTest() {
    configure([](auto&) {});
    house.pass(std::chrono::seconds(1));
  }

  void configure(std::function<void(directory::Directory&)> const& change) {
    auto directory = House::office();
    directory.users.at(UserId{1}).function_keys = {{Service::dnd, ""},
                                                   {Service::busy, ""},
                                                   {Service::busy, "1003"},
                                                   {Service::agent_login, "7"},
                                                   {Service::agent_logout, "*1"}};
    change(directory);
    house.give(flow::Configured{std::move(directory)});
  }

  /// What the exchange was told since the last time: "*7351***225 INUSE".
  std::vector<std::string> told() { return std::exchange(house.lamps, {}); }

  House house;
};

TEST_F(LampsTest, T176_AreAllToldOfOnceWhenTheLinkIsLive) {
  EXPECT_THAT(told(), UnorderedElementsAre("*7351***225 NOT_INUSE", "*7351***223 NOT_INUSE", "*7351***223*1003 NOT_INUSE",
                                           "*7351***231*7 NOT_INUSE", "*7351***232***31 INUSE"));
  house.pass(std::chrono::minutes(10));
  EXPECT_THAT(told(), IsEmpty());
}

TEST_F(LampsTest, T176_FollowAServiceOnlyAfterTheCommit) {
  told();
  house.log_in(alice, "1001");
  house.store_answers = false;
  house.say(alice, R"({"class":"featuresput","function":"enablednd","value":true})");
  EXPECT_THAT(told(), IsEmpty());
  house.give(flow::Stored{house.last_store, true});
  EXPECT_THAT(told(), ElementsAre("*7351***225 INUSE"));
}

TEST_F(LampsTest, T176_ShowAForwardOnTheKeyOfItsDestination) {
  told();
  house.log_in(alice, "1001");
  house.say(alice, R"({"class":"featuresput","function":"fwd","value":{"enablebusy":true,"destbusy":"1003"}})");
  EXPECT_THAT(told(), UnorderedElementsAre("*7351***223 INUSE", "*7351***223*1003 INUSE"));
  house.say(alice, R"({"class":"featuresput","function":"fwd","value":{"enablebusy":true,"destbusy":"1004"}})");
  EXPECT_THAT(told(), ElementsAre("*7351***223*1003 NOT_INUSE"));
}

TEST_F(LampsTest, T176_FollowAnImport) {
  told();
  configure([](auto& directory) {
    auto& user = directory.users.at(UserId{1});
    user.services.dnd = true;
    user.function_keys.push_back({Service::recording, ""});
  });
  EXPECT_THAT(told(), UnorderedElementsAre("*7351***225 INUSE", "*7351***226 NOT_INUSE"));
}

TEST_F(LampsTest, T176_FollowTheLoginOfAnAgent) {
  told();
  house.replay(
      "Event: QueueMemberAdded\r\nQueue: support\r\nMemberName: Agent/7\r\nInterface: PJSIP/1001\r\n"
      "StateInterface: PJSIP/1001\r\nMembership: dynamic\r\nPenalty: 0\r\nCallsTaken: 0\r\nLastCall: 0\r\nInCall: 0\r\n"
      "Status: 1\r\nPaused: 0\r\n\r\n");
  EXPECT_THAT(told(), UnorderedElementsAre("*7351***231*7 INUSE", "*7351***232***31 NOT_INUSE"));
}

TEST_F(LampsTest, T176_AreAllToldOfAgainAfterAnotherConnection) {
  told();
  house.give(flow::AmiClosed{flow::AmiLink::events, "reset"});
  house.pass(std::chrono::minutes(1));
  EXPECT_THAT(told(), SizeIs(5));
}

TEST_F(LampsTest, T176_AreToldOfAHundredAtATime) {
  told();
  house.answers_setvar = false;
  configure([](auto& directory) {
    for (int i = 0; i < 250; ++i)
      directory.users.at(UserId{2}).function_keys.push_back({Service::no_answer, std::to_string(5000 + i)});
  });
  EXPECT_THAT(told(), SizeIs(domain::Lamps::most_asked));
  house.answers_setvar = true;
  house.pass(std::chrono::minutes(1));  // what was not answered counts as lost, and the rest follows
  EXPECT_THAT(told(), SizeIs(150));
}

}  // namespace
}  // namespace crosspoint::core
