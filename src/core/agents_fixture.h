// One piece: all tests of agents in the core work with it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "core/house_fixture.h"

namespace crosspoint::core {

/// Agent 2002, whose user has line 1002, in the queues support and sales. Alice is a supervisor with line 1001.
struct AgentsTest : testing::Test {
  AgentsTest() { start(); }

  void start() {
    configure();
    house.pass(std::chrono::seconds(1));
    house.log_in(alice, "1001");
    take();
  }

  virtual directory::Directory staff() const {
    using directory::Right;
    auto all = House::office();
    all.agents = {{AgentId{1}, {.id = AgentId{1}, .number = "2002"}}, {AgentId{2}, {.id = AgentId{2}, .number = "2003"}}};
    all.users.at(UserId{2}).agent = AgentId{1};
    all.users.at(UserId{3}).agent = AgentId{2};
    for (auto& [id, queue] : all.queues) queue.agents = {};
    for (auto const id : {support, sales}) all.queues.at(id).agents = {AgentId{1}};
    all.profiles.at(ProfileId{3}).rights = {Right::own_settings, Right::own_agent, Right::others_agents, Right::listen};
    return all;
  }

  void configure() { house.give(flow::Configured{staff()}); }

  static std::string member(std::string const& queue, std::string const& more = "Status: 1\r\nPaused: 0\r\n") {
    return "Queue: " + queue +
           "\r\nMemberName: Agent/2002\r\nInterface: PJSIP/1002\r\nStateInterface: PJSIP/1002\r\nMembership: dynamic\r\n" + more;
  }

  /// The same as an item of the list of queues.
  static std::string listed(std::string const& queue, std::string const& more = "Status: 1\r\nPaused: 0\r\n") {
    return "Queue: " + queue +
           "\r\nName: Agent/2002\r\nLocation: PJSIP/1002\r\nStateInterface: PJSIP/1002\r\nMembership: dynamic\r\n" + more;
  }

  void tell(std::string const& event, std::string const& queue, std::string const& more = "Status: 1\r\nPaused: 0\r\n") {
    house.give(flow::AmiBytes{flow::AmiLink::events, "Event: " + event + "\r\n" + member(queue, more) + "\r\n"});
  }

  void say(std::string const& command, std::string const& more = "") {
    house.say(alice, R"({"class":"ipbxcommand","commandid":7,"command":")" + command + "\"" + more + "}");
  }

  void log_on() {
    say("agentlogin", R"(,"agentids":"xivo/1")");
    tell("QueueMemberAdded", "support");
    tell("QueueMemberAdded", "sales");
    take();
  }

  /// What was told since the last time, in short: "Agent/2002,support 1 0" for a member, "available" for an agent.
  std::vector<std::string> take() {
    std::vector<std::string> told;
    for (auto const& line : std::exchange(house.lines, {})) {
      auto const message = boost::json::parse(line.substr(line.find('{'))).as_object();
      auto const text = [](boost::json::value const& value) { return std::string(value.as_string()); };
      if (auto const* const error = message.if_contains("error_string")) told.push_back(text(*error));
      auto const* const list = message.if_contains("listname");
      if (!list) continue;
      if (text(*list) == "agents") told.push_back(in_short(message.at("status").as_object()));
      if (text(*list) != "queuemembers") continue;
      if (auto const* const config = message.if_contains("config"))
        told.push_back(text(message.at("tid")) + " " + text(config->at("status")) + " " + text(config->at("paused")));
      else told.push_back(text(message.at("function")) + " " + text(message.at("list").at(0)));
    }
    return told;
  }

  static std::string in_short(boost::json::object const& status) {
    std::string words(status.at("availability").as_string());
    for (auto const* const flag : {"on_call_acd", "on_call_nonacd", "on_wrapup"})
      if (status.at(flag).as_bool()) words += std::string(" ") + flag;
    return words;
  }

  /// Only what was told of agents.
  std::vector<std::string> agent_news() {
    auto told = take();
    std::erase_if(told, [](auto const& line) { return line.find(',') != std::string::npos; });
    return told;
  }

  static std::string refusal(std::string const& message) { return "Response: Error\r\nMessage: " + message + "\r\n"; }

  /// What was asked of queues and calls.
  std::vector<std::string> asked() {
    auto asked = std::exchange(house.asked, {});
    std::erase_if(asked, [](auto const& line) {
      return line.starts_with("QueueStatus") || line.starts_with("QueueSummary") ||
             !(line.starts_with("Queue") || line.starts_with("Originate"));
    });
    return asked;
  }

  std::optional<flow::AgentLogin> stored() const {
    std::optional<flow::AgentLogin> login;
    for (auto const& change : house.changes) {
      if (auto const* const saved = std::get_if<flow::SaveLogin>(&change)) login = saved->login;
      if (std::holds_alternative<flow::DeleteLogin>(change)) login.reset();
    }
    return login;
  }

  /// The link is lost and comes back.
  void reconnect() {
    house.give(flow::AmiClosed{flow::AmiLink::events, "reset"});
    house.pass(std::chrono::minutes(1));
  }

  static constexpr QueueId support{1}, sales{2};
  House house;
};

}  // namespace crosspoint::core
