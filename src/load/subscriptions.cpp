#include "load/subscriptions.h"

namespace crosspoint::load {
namespace {

constexpr std::size_t users = 14, phones = 13, agents = 13;
static_assert(users + phones + agents == registrations_each);

template <class Name>
std::string request(std::string const& what, std::string const& key, std::size_t count, Name name) {
  std::string line = R"({"class":"register_)" + what + R"(_status_update","commandid":1,")" + key + "\":[";
  for (std::size_t i = 0; i < count; ++i)
    line.append(i == 0 ? "[\"" : ",[\"").append(House::server_uuid).append("\",").append(name(i)).append("]");
  return line + "]}\n";
}

}  // namespace

std::string registrations(House const& house, std::size_t user) {
  // only of agents and their like: the other half changes in floods, where each client gets one line an event
  auto const phone = [&](std::size_t i) { return (user * phones + i) % (house.users / 2) + 1; };
  return request("user", "user_ids", users, [&](std::size_t i) { return '"' + House::user_uuid(phone(i)) + '"'; }) +
         request("endpoint", "endpoint_ids", phones, [&](std::size_t i) { return std::to_string(phone(i)); }) +
         request("agent", "agent_ids", agents, [&](std::size_t i) { return std::to_string((user + i) % house.agents + 1); });
}

std::string queue_statistics() { return "{\"class\":\"subscribetoqueuesstats\",\"commandid\":1}\n"; }

}  // namespace crosspoint::load
