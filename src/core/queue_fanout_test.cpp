// What it costs that a thousand clients watch fifty queues. Prints its figures.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "core/core.h"
#include "core/house_fixture.h"

namespace crosspoint::core {
namespace {

constexpr int clients = 1000, queues = 50, groups = 3;

/// As a House, but it counts what is said instead of keeping it.
struct Crowd : House {
  Crowd() {
    auto office = House::office();
    office.profiles.at(ProfileId{3}).rights.push_back(directory::Right::supervise);
    office.queues.clear();
    for (std::int64_t i = 1; i <= queues; ++i)
      office.queues[QueueId{i}] = {.id = QueueId{i}, .name = "queue" + std::to_string(i), .agents = {AgentId{1}}};
    give(flow::Configured{std::move(office)});
    pass(std::chrono::seconds(1));
    for (std::int64_t i = 0; i < clients; ++i) log_in(SessionId{100 + i}, std::to_string(1001 + i % 6));
  }

  std::size_t told() const {
    return static_cast<std::size_t>(std::ranges::count_if(lines, [](auto const& line) { return line.starts_with("figures:"); }));
  }

  /// The agent's phone goes through its states for every queue; and if so, a call comes to each.
  void rush(bool calls_come) {
    for (int i = 1; i <= queues; ++i) {
      auto const queue = "Queue: queue" + std::to_string(i) + "\r\n";
      std::string const member = "MemberName: Agent/7\r\nInterface: PJSIP/1002\r\nPaused: 0\r\n";
      std::string const channel = "Channel: PJSIP/1001-" + std::to_string(10000000 + i) + "\r\nUniqueid: 17." +
                                  std::to_string(i) + "\r\nLinkedid: 17." + std::to_string(i) + "\r\n";
      std::string bytes;
      for (auto const* const status : {"1", "6", "2"})
        bytes += "Event: QueueMemberStatus\r\n" + queue + member + "Status: " + status + "\r\n\r\n";
      if (calls_come) bytes += "Event: QueueCallerJoin\r\n" + channel + queue + "Position: 1\r\nCount: 1\r\n\r\n";
      give(flow::AmiBytes{flow::AmiLink::events, bytes});
    }
    pass(std::chrono::milliseconds(200));
  }
};

TEST(QueueFanout, P157_T117_SubscribingCostsOneSeriesEachAndAChangeOneMessageForAll) {
  Crowd crowd;
  crowd.lines.clear();
  for (std::int64_t i = 0; i < clients; ++i) {
    auto const before = crowd.lines.size();
    crowd.say(SessionId{100 + i}, R"({"class":"subscribetoqueuesstats"})");
    ASSERT_EQ(crowd.lines.size() - before, static_cast<std::size_t>(groups * queues)) << "client " << i;
    auto const own = std::to_string(100 + i) + " ";
    ASSERT_TRUE(std::all_of(crowd.lines.begin() + static_cast<std::ptrdiff_t>(before), crowd.lines.end(), [&](auto const& line) {
      return line.starts_with(own);
    })) << "nobody else is told anything";
  }
  auto const subscribing = crowd.lines.size();
  crowd.lines.clear();
  crowd.rush(true);
  auto const once = crowd.told();
  EXPECT_EQ(once, static_cast<std::size_t>(groups * queues)) << "one message for each figure that is another now";
  crowd.lines.clear();
  crowd.rush(false);
  EXPECT_EQ(crowd.told(), 0U) << "nothing is other than before";
  std::printf(
      "%d clients subscribe to %d queues: %zu messages, %zu each; one change of everything: %zu messages for all of them\n",
      clients, queues, subscribing, subscribing / clients, once);
}

}  // namespace
}  // namespace crosspoint::core
