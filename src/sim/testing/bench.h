#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "sim/simulator.h"

namespace crosspoint::sim {

/// A simulator for tests, with one session that is logged in and a clock that moves when told.
class Bench {
 public:
  explicit Bench(std::size_t phones = 8)
      : simulator({.account = {"crosspoint", "secret"}, .phones = phones, .draw = [] { return 123456789U; }}, now),
        link(*simulator.open(now)) {
    act("Action: Login\r\nUsername: crosspoint\r\nSecret: secret\r\n");
    heard();
  }

  /// Sends an action without its closing empty line.
  void act(std::string const& headers) { simulator.receive(link, headers + "\r\n", now); }

  /// Gives the console a line that must succeed; what it prints before `ok`.
  std::string say(std::string_view line) {
    auto const answer = simulator.console(line, now);
    EXPECT_TRUE(answer.ends_with("ok\n")) << line << ": " << answer;
    return answer.substr(0, answer.size() - 3);
  }

  void wait(Duration time) {
    auto const until = now + time;
    while (simulator.due() && *simulator.due() <= until) {
      now = std::max(now, *simulator.due());
      simulator.tick(now);
    }
    now = until;
  }

  /// What the session has received since the last time.
  std::string heard() { return simulator.take(link); }

  /// What an action is answered, with the events it caused.
  std::string ask(std::string const& headers) {
    heard();
    act(headers);
    return heard();
  }

  Time now{std::chrono::seconds(1'800'000'000)};
  Simulator simulator;
  LinkId link;
};

}  // namespace crosspoint::sim
