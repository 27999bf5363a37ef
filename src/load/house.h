#pragma once

#include <cstddef>
#include <string>

namespace crosspoint::load {

/// Who is configured in the server under load: users with a phone each, the first of them agents, and queues. Everything is
/// numbered from 1, and its id is its number.
struct House {
  std::size_t users = 0;
  std::size_t agents = 0;  ///< not more than users: agent 7 belongs to user 7
  std::size_t queues = 0;
  std::size_t queues_per_agent = 0;
  /// Each password has a hash of its own, as slow to check as in life; otherwise all have the cheapest there is.
  bool real_hashes = false;

  static constexpr char const* server_uuid = "b0000000-0000-4000-8000-000000000000";
  static constexpr char const* context = "default";
  static constexpr char const* password = "load";
  static constexpr int profile = 1;

  static std::string login(std::size_t user) { return "user" + std::to_string(user); }
  static std::string user_uuid(std::size_t user);
  static std::string number(std::size_t line) { return std::to_string(100'000 + line); }
  static std::string device(std::size_t line) { return "PJSIP/" + number(line); }
  static std::string agent_number(std::size_t agent) { return std::to_string(200'000 + agent); }
  static std::string member(std::size_t agent) { return "Agent/" + agent_number(agent); }
  static std::string queue(std::size_t queue) { return "queue" + std::to_string(queue); }
  static std::string queue_number(std::size_t queue) { return std::to_string(300'000 + queue); }

  /// The `place`th queue of the agent, place from 0.
  [[nodiscard]] std::size_t queue_of(std::size_t agent, std::size_t place) const { return (agent + place) % queues + 1; }
};

}  // namespace crosspoint::load
