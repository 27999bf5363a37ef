#include "domain/sheets/audience.h"

#include <algorithm>

#include "base/text.h"

namespace crosspoint::domain {
namespace {

template <class Id>
bool contains(std::vector<Id> const& ids, Id id) {
  return std::ranges::find(ids, id) != ids.end();
}

bool is_member(directory::User const& user, directory::Queue const& queue) {
  return (user.agent && contains(queue.agents, *user.agent)) ||
         std::ranges::any_of(user.lines, [&](LineId line) { return contains(queue.lines, line); });
}

SheetDestination destination(char const* type, std::int64_t id) { return {type, std::to_string(id)}; }

}  // namespace

std::vector<UserId> audience(directory::Directory const& directory, SheetDestination const& destination) {
  auto const id = to_integer(destination.id).value_or(0);
  auto const queue = directory.queues.find(QueueId{id});
  auto const is_meant = [&](directory::User const& user) {
    if (destination.type == "user") return user.id == UserId{id};
    if (destination.type == "agent") return user.agent == AgentId{id};
    return (destination.type == "queue" || destination.type == "group") && queue != directory.queues.end() &&
           is_member(user, queue->second);
  };
  std::vector<UserId> users;
  for (auto const& [number, user] : directory.users)
    if (is_meant(user)) users.push_back(number);
  return users;
}

SheetDestination destination_of_member(directory::Directory const& directory, std::string_view member_name) {
  for (auto const& [id, agent] : directory.agents)
    if (agent.member_name() == member_name) return destination("agent", id.value);
  for (auto const& [id, line] : directory.lines)
    if (line.device() == member_name || line.identity() == member_name) return destination("user", line.user.value);
  return {};
}

SheetDestination destination_of_number(directory::Directory const& directory, std::string_view address) {
  auto const at = address.find('@');
  auto const number = address.substr(0, at);
  auto const context = at == std::string_view::npos ? std::string_view("default") : address.substr(at + 1);
  for (auto const& [id, line] : directory.lines)
    if (line.number == number && line.context == context) return destination("user", line.user.value);
  for (auto const& [id, queue] : directory.queues)
    if (queue.number == number && queue.context == context) return destination("queue", id.value);
  return {};
}

}  // namespace crosspoint::domain
