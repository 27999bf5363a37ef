#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct StatisticsSubscription : CommandFixture {
  StatisticsSubscription() {
    rights.push_back(directory::Right::supervise);
    directory.queues[QueueId{2}] = {.id = QueueId{2}, .name = "red", .context = "branch"};
  }

  std::vector<flow::Watch> watched() const {
    std::vector<flow::Watch> all;
    for (auto const& effect : effects)
      if (auto const* const watch = std::get_if<flow::Watch>(&effect)) all.push_back(*watch);
    return all;
  }

  static std::string stats(std::string const& inner) { return R"({"class":"getqueuesstats","stats":{)" + inner + "}}"; }
};

TEST_F(StatisticsSubscription, P157_TellsLoggedAgentsThenMembersThenWaitingCallsOfEachQueue) {
  std::string const members = R"({"Xivo-AvailableAgents":"0","Xivo-TalkingAgents":"0","Xivo-EWT":"0"})";
  EXPECT_EQ(ask(R"({"class":"subscribetoqueuesstats","commandid":590})"),
            stats(R"("1":{"Xivo-LoggedAgents":0})") + stats(R"("2":{"Xivo-LoggedAgents":0})") + stats("\"1\":" + members) +
                stats("\"2\":" + members) + stats(R"("1":{"Xivo-WaitingCalls":0})") + stats(R"("2":{"Xivo-WaitingCalls":0})"));
  EXPECT_EQ(watched().size(), 1U) << "one subscription, however many queues";
}

TEST_F(StatisticsSubscription, P157_WithSeparateContextsOnlyTheOwnQueues) {
  scope.context = "branch";
  auto const told = ask(R"({"class":"subscribetoqueuesstats"})");
  EXPECT_EQ(told.find("\"1\":"), told.npos);
  EXPECT_NE(told.find("\"2\":"), told.npos);
  scope.context = "";
  EXPECT_EQ(ask(R"({"class":"subscribetoqueuesstats"})"), "") << "a user without line sees no queue";
  EXPECT_TRUE(watched().empty());
}

TEST_F(StatisticsSubscription, T117_NewQueuesAreToldAndThenChangesOnly) {
  auto const topic = flow::Topic{flow::Topic::Kind::queue_figures, 0};
  queue_statistics.reconfigured(now);
  EXPECT_EQ(queue_statistics.deadline(), now + domain::QueueStatistics::calm);
  queue_statistics.tick(now + domain::QueueStatistics::calm);
  say(R"({"class":"keepalive"})");
  EXPECT_EQ(std::ranges::count_if(effects, [](auto const& effect) { return std::holds_alternative<flow::Tell>(effect); }), 6);
  EXPECT_TRUE(told(topic).starts_with(stats(R"("1":{"Xivo-LoggedAgents":0})")));
  effects.clear();
  queue_statistics.changed("blue", now);
  queue_statistics.tick(now + std::chrono::seconds(1));
  say(R"({"class":"keepalive"})");
  EXPECT_EQ(told(topic), "");
}

TEST_F(StatisticsSubscription, NeedsTheRight) {
  rights.pop_back();
  EXPECT_EQ(ask(R"({"class":"subscribetoqueuesstats"})"), "");
  EXPECT_TRUE(watched().empty());
}

}  // namespace
}  // namespace crosspoint::cti
