#include "domain/sheets/audience.h"

#include <set>

#include "base/text.h"

namespace crosspoint::domain {
namespace {

SheetDestination destination(char const* type, std::int64_t id) { return {type, std::to_string(id)}; }

void append_users_of(std::multimap<AgentId, UserId> const& by_agent, AgentId agent, std::vector<UserId>& users) {
  for (auto [at, end] = by_agent.equal_range(agent); at != end; ++at) users.push_back(at->second);
}

}  // namespace

void Audience::rebuild() {
  lines_.rebuild();
  identities_.rebuild();
  agents_.rebuild();
  users_by_agent_.clear();
  for (auto const& [id, user] : directory_.users)
    if (user.agent) users_by_agent_.emplace(*user.agent, id);
}

std::vector<UserId> Audience::members_of(directory::Queue const& queue) const {
  std::vector<UserId> users;
  for (auto const agent : queue.agents) append_users_of(users_by_agent_, agent, users);
  for (auto const id : queue.lines)
    if (auto const* const line = directory_.line(id)) users.push_back(line->user);
  std::set<UserId> const once(users.begin(), users.end());
  return {once.begin(), once.end()};
}

std::vector<UserId> Audience::of(SheetDestination const& destination) const {
  auto const id = to_integer(destination.id).value_or(0);
  std::vector<UserId> users;
  if (destination.type == "user" && directory_.user(UserId{id})) users.push_back(UserId{id});
  if (destination.type == "agent") append_users_of(users_by_agent_, AgentId{id}, users);
  if (destination.type == "queue" || destination.type == "group")
    if (auto const queue = directory_.queues.find(QueueId{id}); queue != directory_.queues.end())
      users = members_of(queue->second);
  return users;
}

SheetDestination Audience::destination_of_member(std::string_view member_name) const {
  if (auto const* const agent = agents_.named(member_name)) return destination("agent", agent->id.value);
  auto const* line = lines_.of_device(member_name);
  if (!line) line = identities_.named(member_name);
  return line ? destination("user", line->user.value) : SheetDestination{};
}

SheetDestination Audience::destination_of_number(std::string_view address) const {
  auto const at = address.find('@');
  auto const number = address.substr(0, at);
  auto const context = at == std::string_view::npos ? std::string_view("default") : address.substr(at + 1);
  if (auto const* const line = lines_.of_number(std::string(context), std::string(number)))
    return destination("user", line->user.value);
  for (auto const& [id, queue] : directory_.queues)
    if (queue.number == number && queue.context == context) return destination("queue", id.value);
  return {};
}

}  // namespace crosspoint::domain
