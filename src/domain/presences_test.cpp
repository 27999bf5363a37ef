#include "domain/presences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/agent_logins.h"
#include "domain/events.h"
#include "domain/features.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::VariantWith;

/// Users who are all connected and available; twenty more than may leave at once.
struct PresencesTest : testing::Test {
  static constexpr std::int64_t users = Presences::most_at_once + 20;

  PresencesTest() {
    directory.presence_groups["office"] = {.name = "office",
                                           .presences = {{.name = "available"}, {.name = "away"}, {.name = "disconnected"}}};
    directory.profiles[ProfileId{1}] = {.id = ProfileId{1}, .presences = "office"};
    for (std::int64_t i = 1; i <= users; ++i) {
      directory.users[UserId{i}] = {.id = UserId{i}, .profile = ProfileId{1}};
      presences.arrived(UserId{i}, "available", now);
    }
    events.clear();
  }

  void all_leave() {
    for (std::int64_t i = 1; i <= users; ++i) presences.left(UserId{i}, now);
  }

  void pass(Duration time) {
    now += time;
    presences.tick(now);
  }

  static auto told(UserId user, char const* presence) {
    return VariantWith<PresenceChanged>(
        testing::AllOf(Field(&PresenceChanged::user, user), Field(&PresenceChanged::presence, presence)));
  }

  Time now{std::chrono::seconds{1'795'452'000}};
  directory::Directory directory;
  Events events;
  flow::Effects effects;
  flow::Tokens tokens;
  pbx::Exchange exchange{pbx::Settings{}, effects};
  Features features{directory, tokens, events, effects};
  WallClock wall_clock;
  AgentLogins logins{directory, exchange, wall_clock, tokens, events, effects, AgentLogins::MemberForm::direct};
  Presences presences{directory, features, logins, effects};
  UserId const last{users};
};

TEST_F(PresencesTest, P052_WhoLeavesIsDisconnectedAtOnce) {
  presences.left(last, now);
  EXPECT_THAT(events, ElementsAre(told(last, "disconnected")));
}

TEST_F(PresencesTest, P053_WhoHasAnotherConnectionStays) {
  presences.arrived(last, "away", now);
  events.clear();
  presences.left(last, now);
  EXPECT_THAT(events, IsEmpty());
  EXPECT_EQ(presences.of(last), "away");
}

TEST_F(PresencesTest, P052_OfManyWhoLeaveAtOnceOnlyTheFirstAreToldAtOnce) {
  all_leave();
  EXPECT_EQ(events.size(), Presences::most_at_once);
  EXPECT_EQ(presences.of(last), "available");
  EXPECT_FALSE(presences.is_connected(last));
  events.clear();
  pass(Presences::patience - std::chrono::seconds(1));
  EXPECT_THAT(events, IsEmpty());
  pass(std::chrono::seconds(1));
  EXPECT_EQ(events.size(), 20U);
  EXPECT_EQ(presences.of(last), "disconnected");
  EXPECT_EQ(presences.deadline(), Time::max());
}

TEST_F(PresencesTest, P052_WhoComesBackSoonWasNeverAway) {
  all_leave();
  events.clear();
  pass(std::chrono::seconds(3));
  presences.arrived(last, "available", now);
  presences.arrived(UserId{users - 1}, "away", now);
  EXPECT_THAT(events, ElementsAre(told(UserId{users - 1}, "away")));
  events.clear();
  pass(Presences::patience);
  EXPECT_EQ(events.size(), 18U);
  EXPECT_EQ(presences.of(last), "available");
}

TEST_F(PresencesTest, P052_WhoLeavesAgainIsGivenTheWholeTimeAgain) {
  all_leave();
  pass(std::chrono::seconds(9));
  for (std::int64_t i = 1; i <= users; ++i) presences.arrived(UserId{i}, "available", now);
  all_leave();
  events.clear();
  pass(std::chrono::seconds(9));
  EXPECT_THAT(events, IsEmpty());
  pass(std::chrono::seconds(1));
  EXPECT_EQ(events.size(), 20U);
}

TEST_F(PresencesTest, P052_PeopleWhoLeaveOneAfterTheOtherAreToldAtOnce) {
  for (std::int64_t i = 1; i <= users; ++i) {
    presences.left(UserId{i}, now);
    pass(std::chrono::milliseconds(25));
  }
  EXPECT_EQ(events.size(), static_cast<std::size_t>(users));
}

}  // namespace
}  // namespace crosspoint::domain
