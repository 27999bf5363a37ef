#include "domain/presences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/agent_logins.h"
#include "domain/events.h"
#include "domain/features.h"
#include "flow/effects.h"
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
    for (std::int64_t i = 1; i <= users; ++i) presences.left(UserId{i}, Duration{}, now);
  }

  void pass(Duration time) {
    now += time;
    presences.tick(now);
  }

  /// What the store is to keep, in order.
  [[nodiscard]] std::vector<std::string> stored() const {
    std::vector<std::string> presences_stored;
    for (auto const& effect : effects)
      if (auto const* const store = std::get_if<flow::Store>(&effect))
        presences_stored.push_back(std::get<flow::SavePresence>(store->change).presence);
    return presences_stored;
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
  Presences presences{directory, features, logins, tokens, effects};
  UserId const last{users};
};

TEST_F(PresencesTest, P052_WhoLeavesIsDisconnectedAtOnce) {
  presences.left(last, Duration{}, now);
  EXPECT_THAT(events, ElementsAre(told(last, "disconnected")));
}

TEST_F(PresencesTest, P053_WhoHasAnotherConnectionStays) {
  presences.arrived(last, "away", now);
  events.clear();
  presences.left(last, Duration{}, now);
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
    presences.left(UserId{i}, Duration{}, now);
    pass(std::chrono::milliseconds(25));
  }
  EXPECT_EQ(events.size(), static_cast<std::size_t>(users));
}

TEST_F(PresencesTest, P227_WhoIsLostIsWaitedForAsIfThere) {
  presences.arrived(last, "away", now);
  presences.keep_stored(last);
  events.clear();
  presences.left(last, std::chrono::seconds(30), now);
  presences.left(last, std::chrono::seconds(30), now);
  pass(std::chrono::seconds(29));
  EXPECT_TRUE(presences.is_connected(last));
  presences.came_back(last, now);
  pass(std::chrono::seconds(60));
  EXPECT_THAT(events, IsEmpty());
  presences.left(last, std::chrono::seconds(30), now);
  pass(std::chrono::seconds(30));
  EXPECT_THAT(events, ElementsAre(told(last, "disconnected")));
  EXPECT_FALSE(presences.is_connected(last));
}

TEST_F(PresencesTest, P228_IsStoredFromWhenSomebodyWantsItUntilTheUserIsGone) {
  effects.clear();
  presences.arrived(last, "away", now);
  EXPECT_THAT(stored(), IsEmpty());
  presences.keep_stored(last);
  presences.keep_stored(last);
  presences.set(last, "available", now);
  presences.left(last, Duration{}, now);
  presences.left(last, Duration{}, now);
  EXPECT_THAT(stored(), ElementsAre("away", "available", ""));
}

TEST_F(PresencesTest, P228_OfBeforeARestartHoldsForAsLongAsSomebodyIsWaitedFor) {
  Presences restarted{directory, features, logins, tokens, effects};
  restarted.loaded({{last, "away"}, {UserId{1}, "away"}}, now);
  EXPECT_EQ(restarted.of(last), "away");
  EXPECT_TRUE(restarted.is_connected(last));
  events.clear();
  restarted.came_back(last, now);
  now += Presences::after_restart;
  restarted.tick(now);
  EXPECT_THAT(events, ElementsAre(told(UserId{1}, "disconnected")));
  EXPECT_EQ(restarted.of(last), "away");
}

TEST_F(PresencesTest, P229_WhoComesBackLaterGetsTheLastOneWithoutItsActions) {
  presences.left(last, Duration{}, now);
  events.clear();
  presences.came_back(last, now);
  EXPECT_THAT(events, ElementsAre(told(last, "available")));
  EXPECT_EQ(presences.of(last), "available");
  presences.set(last, "away", now);
  presences.left(last, Duration{}, now);
  presences.came_back(last, now);
  EXPECT_EQ(presences.of(last), "away");
  presences.came_back(UserId{1}, now);
  EXPECT_EQ(presences.of(UserId{1}), "available");
}

}  // namespace
}  // namespace crosspoint::domain
