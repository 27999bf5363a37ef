#include "io/store/agents.h"

#include <gmock/gmock.h>

#include "io/store/testing/fixture.h"

namespace crosspoint::io::store {
namespace {

using flow::AgentLogin;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr AgentId first_agent{7}, second_agent{8};
constexpr QueueId blue_queue{1}, red_queue{2};

struct AgentsStoreTest : StoreFixture {
  AgentsStoreTest() { fill(staff()); }

  static directory::Directory staff() {
    auto all = two_users();
    all.agents[first_agent] = {.id = first_agent, .number = "2001"};
    all.agents[second_agent] = {.id = second_agent, .number = "2002"};
    all.queues[blue_queue] = {.id = blue_queue, .name = "blue", .agents = {first_agent}};
    all.queues[red_queue] = {.id = red_queue, .name = "red"};
    return all;
  }

  static AgentLogin login(AgentId agent, std::map<QueueId, bool> paused) {
    return {.agent = agent,
            .device = "PJSIP/1001",
            .extension = "1001",
            .context = "default",
            .since = WallTime(Duration(1'795'452'018'250'000)),
            .paused = std::move(paused),
            .exchange = "2026-11-23 16:34:02"};
  }

  std::vector<AgentLogin> logins() const { return open().load_logins().value(); }
  std::vector<AgentId> agents_of(QueueId queue) const { return stored_directory().queues.at(queue).agents; }

  Database database = open();
};

TEST_F(AgentsStoreTest, T095_KeepsTheLoginThatWasSavedLast) {
  auto const before = login(first_agent, {{blue_queue, false}});
  auto const after = login(first_agent, {{blue_queue, true}, {red_queue, false}});
  auto const other = login(second_agent, {});
  ASSERT_THAT(*database.save({flow::SaveLogin{before}, flow::SaveLogin{other}, flow::SaveLogin{after}}), testing::Each(true));
  EXPECT_THAT(logins(), ElementsAre(after, other));
  ASSERT_THAT(*database.save({flow::DeleteLogin{first_agent}}), testing::Each(true));
  EXPECT_THAT(logins(), ElementsAre(other));
}

TEST_F(AgentsStoreTest, AnImportEndsTheLoginOfAnAgentWhoGoesAndNoOther) {
  ASSERT_TRUE(
      database.save({flow::SaveLogin{login(first_agent, {{blue_queue, true}})}, flow::SaveLogin{login(second_agent, {})}}));
  auto changed = staff();
  changed.agents.erase(second_agent);
  changed.agents.at(first_agent).firstname = "Dave";
  fill(changed);
  EXPECT_THAT(logins(), ElementsAre(login(first_agent, {{blue_queue, true}})));
  EXPECT_THAT(*database.save({flow::SaveLogin{login(second_agent, {})}}), ElementsAre(false));
}

TEST_F(AgentsStoreTest, P147_P148_AnAgentBelongsToAQueueOrNot) {
  ASSERT_THAT(
      *database.save({flow::SaveMembership{blue_queue, second_agent, true}, flow::SaveMembership{red_queue, second_agent, true},
                      flow::SaveMembership{red_queue, second_agent, true}}),
      testing::Each(true));
  EXPECT_THAT(agents_of(blue_queue), ElementsAre(first_agent, second_agent));
  EXPECT_THAT(agents_of(red_queue), ElementsAre(second_agent));
  ASSERT_THAT(*database.save(
                  {flow::SaveMembership{blue_queue, first_agent, false}, flow::SaveMembership{red_queue, second_agent, false}}),
              testing::Each(true));
  EXPECT_THAT(agents_of(blue_queue), ElementsAre(second_agent));
  EXPECT_THAT(agents_of(red_queue), IsEmpty());
  EXPECT_THAT(
      *database.save({flow::SaveMembership{QueueId{99}, first_agent, true}, flow::SaveMembership{blue_queue, AgentId{99}, true}}),
      ElementsAre(false, false));
}

}  // namespace
}  // namespace crosspoint::io::store
