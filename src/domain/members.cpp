#include "domain/members.h"

#include <algorithm>

#include "pbx/exchange.h"

namespace crosspoint::domain {
namespace {

/// From none to all: not to be reached, free, in between.
int business(pbx::QueueMember const& member) {
  constexpr int unknown = 0, free = 1, invalid = 4, unavailable = 5;
  if (member.status == invalid || member.status == unavailable) return 0;
  return member.status == unknown || member.status == free ? 1 : 2;
}

void copy_live(std::vector<pbx::QueueMember const*> const& live, QueueMember& member) {
  if (live.empty()) return;
  auto const& busiest = **std::ranges::max_element(live, {}, [](auto const* each) { return business(*each); });
  member.status = busiest.status;
  member.penalty = busiest.penalty;
  member.paused = std::ranges::all_of(live, [](auto const* each) { return each->paused; });
  for (auto const* const each : live) {
    member.calls_taken += each->calls_taken;
    member.last_call = std::max(member.last_call, each->last_call);
  }
}

}  // namespace

QueueMember Members::agent_member(directory::Queue const& queue, directory::Agent const& agent) const {
  QueueMember member{.name = agent.member_name(), .who = agent.id, .queue = &queue, .status = QueueMember::agent_not_logged_on};
  copy_live(exchange_.model().members(queue.name, member.name), member);
  return member;
}

QueueMember Members::line_member(directory::Queue const& queue, directory::Line const& line) const {
  QueueMember member{.name = line.identity(), .who = line.id, .queue = &queue};
  std::vector<pbx::QueueMember const*> leading_there;
  if (auto const* const live = exchange_.model().queue(queue.name))
    for (auto const& [interface, each] : live->members.all())
      if (lines_.line_of(each) == &line) leading_there.push_back(&each);
  copy_live(leading_there, member);
  return member;
}

std::vector<QueueMember> Members::of(directory::Queue const& queue) const {
  std::vector<QueueMember> members;
  for (auto const id : queue.agents)
    if (auto const agent = directory_.agents.find(id); agent != directory_.agents.end())
      members.push_back(agent_member(queue, agent->second));
  for (auto const id : queue.lines)
    if (auto const* const line = directory_.line(id)) members.push_back(line_member(queue, *line));
  return members;
}

std::vector<QueueMember> Members::all() const {
  std::vector<QueueMember> all;
  for (auto const& [id, queue] : directory_.queues) std::ranges::move(of(queue), std::back_inserter(all));
  return all;
}

void Members::reconfigured() {
  queues_.rebuild();
  lines_.reconfigured();
  agents_.rebuild();
}

std::optional<QueueMember> Members::find_agent(directory::Queue const& queue, std::string_view member_name) const {
  auto const* const agent = agents_.named(member_name);
  if (!agent || std::ranges::find(queue.agents, agent->id) == queue.agents.end()) return std::nullopt;
  return agent_member(queue, *agent);
}

std::optional<QueueMember> Members::find(std::string_view id) const {
  auto const comma = id.rfind(',');
  auto const* const queue = comma == std::string_view::npos ? nullptr : queues_.named(id.substr(comma + 1));
  if (!queue) return std::nullopt;
  auto const name = id.substr(0, comma);
  if (auto agent = find_agent(*queue, name)) return agent;
  for (auto const each : queue->lines)
    if (auto const* const line = directory_.line(each); line && line->identity() == name) return line_member(*queue, *line);
  return std::nullopt;
}

std::optional<QueueMember> Members::find(std::string_view queue_name, std::string_view member_name,
                                         std::string_view interface) const {
  auto const* const queue = queues_.named(queue_name);
  if (!queue) return std::nullopt;
  if (auto agent = find_agent(*queue, member_name)) return agent;
  // A line is a member under whatever name the exchange gave it: what it rings is what counts. One that has gone says no more.
  auto const* const member = exchange_.model().member(queue_name, interface);
  auto const* const line = member ? lines_.line_of(*member) : lines_.line_of(interface);
  if (line && std::ranges::find(queue->lines, line->id) != queue->lines.end()) return line_member(*queue, *line);
  return find(std::string(member_name) + "," + queue->name);
}

}  // namespace crosspoint::domain
