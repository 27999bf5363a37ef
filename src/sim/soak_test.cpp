#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "sim/testing/bench.h"
#include "sim/testing/transcript.h"

namespace crosspoint::sim {
namespace {

using testing::HasSubstr;
using testing::Not;

/// What a reader of the stream believes to exist.
struct Reader {
  std::map<std::string, std::string> channels;  ///< name and the bridge it is in
  std::set<std::string> bridges;

  void read(Headers const& headers) {
    auto const event = value(headers, "Event"), channel = value(headers, "Channel"), bridge = value(headers, "BridgeUniqueid");
    auto const is = [&](std::string_view name) { return event == name; };
    if (is("Newchannel")) {
      EXPECT_TRUE(channels.emplace(channel, "").second) << channel;
    } else if (is("BridgeCreate")) {
      EXPECT_TRUE(bridges.insert(bridge).second) << bridge;
    } else if (is("BridgeEnter")) {
      EXPECT_EQ(std::exchange(channels.at(channel), bridge), "") << channel;
    } else if (is("BridgeLeave")) {
      EXPECT_EQ(std::exchange(channels.at(channel), ""), bridge) << channel;
    } else if (is("BridgeDestroy")) {
      EXPECT_EQ(bridges.erase(bridge), 1U) << bridge;
    } else if (is("Hangup")) {
      EXPECT_EQ(channels.at(channel), "") << channel << " is gone and still in a bridge";
      channels.erase(channel);
    }
  }
};

TEST(Soak, T051_WhateverPeopleAndManagersDoTheStreamIsConsistentAndNothingIsLeft) {
  Bench bench;
  Reader reader;
  std::minstd_rand random(7);
  auto const one_of = [&](std::vector<std::string> const& all) { return all[random() % all.size()]; };
  auto const phone = [&] { return std::to_string(1001 + random() % 8); };
  auto const number = [&] {
    return one_of({"1002", "1003", "1004", phone(), phone(), "3001", "3002", "4001", "*98", "*971001", "4999"});
  };
  auto const channel = [&] {
    if (reader.channels.empty()) return std::string("PJSIP/none");
    return std::next(reader.channels.begin(), static_cast<std::ptrdiff_t>(random() % reader.channels.size()))->first;
  };
  auto const action = [&]() -> std::string {
    switch (random() % 6) {
      case 0: return "Action: Originate\r\nChannel: PJSIP/" + phone() + "\r\nContext: default\r\nExten: " + number() + "\r\n";
      case 1: return "Action: Hangup\r\nChannel: " + channel() + "\r\n";
      case 2: return "Action: Redirect\r\nChannel: " + channel() + "\r\nContext: default\r\nExten: " + number() + "\r\n";
      case 3:
        return "Action: Redirect\r\nChannel: " + channel() + "\r\nExtraChannel: " + channel() +
               "\r\nContext: default\r\nExten: " + number() + "\r\nExtraExten: " + number() + "\r\n";
      case 4:
        return "Action: " + one_of({"QueueAdd", "QueueRemove"}) + "\r\nQueue: " + one_of({"blue", "red"}) +
               "\r\nInterface: PJSIP/" + phone() + "\r\n";
      default:
        return "Action: " + one_of({"QueueStatus", "CoreShowChannels", "Status", "BridgeList", "ConfbridgeListRooms"}) + "\r\n";
    }
  };
  auto const listen = [&] {
    for (auto const& headers : messages_of(bench.heard())) reader.read(headers);
  };
  for (int i = 0; i < 20'000; ++i) {
    if (random() % 4 == 0) bench.act(action());
    else if (random() % 3 == 0) bench.simulator.console("call " + phone() + " " + number(), bench.now);
    else
      bench.simulator.console(
          one_of({"answer ", "answer ", "reject ", "hangup ", "hold ", "resume ", "register ", "register ", "unregister "}) +
              phone(),
          bench.now);
    if (random() % 8 == 0) bench.wait(std::chrono::milliseconds(random() % 3000));
    listen();
  }
  while (!reader.channels.empty()) {
    bench.act("Action: Hangup\r\nChannel: " + reader.channels.begin()->first + "\r\n");
    listen();
  }
  EXPECT_EQ(bench.say("calls"), "");
  EXPECT_TRUE(reader.bridges.empty());
  EXPECT_THAT(bench.ask("Action: QueueStatus\r\n"), Not(HasSubstr("Event: QueueEntry")));
}

}  // namespace
}  // namespace crosspoint::sim
