#include "domain/members.h"

#include <algorithm>

#include "pbx/exchange.h"

namespace crosspoint::domain {
namespace {

void copy_live(pbx::QueueMember const& live, QueueMember& member) {
  member.status = live.status;
  member.paused = live.paused;
  member.penalty = live.penalty;
  member.calls_taken = live.calls_taken;
  member.last_call = live.last_call;
}

pbx::QueueMember const* with_interface(pbx::Queue const& queue, std::string_view device) {
  auto const found = std::ranges::find_if(queue.members, [&](auto const& entry) { return entry.second.interface == device; });
  return found == queue.members.end() ? nullptr : &found->second;
}

}  // namespace

QueueMember Members::agent_member(directory::Queue const& queue, directory::Agent const& agent) const {
  QueueMember member{.name = agent.member_name(), .who = agent.id, .queue = &queue, .status = QueueMember::agent_not_logged_on};
  if (auto const* const live = exchange_.model().member(queue.name, member.name)) copy_live(*live, member);
  return member;
}

QueueMember Members::line_member(directory::Queue const& queue, directory::Line const& line) const {
  QueueMember member{.name = line.identity(), .who = line.id, .queue = &queue};
  auto const* const live = exchange_.model().queue(queue.name);
  if (auto const* const found = live ? with_interface(*live, line.device()) : nullptr) copy_live(*found, member);
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
  lines_.rebuild();
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

std::optional<QueueMember> Members::find(std::string_view queue_name, std::string_view member_name) const {
  auto const* const queue = queues_.named(queue_name);
  if (!queue) return std::nullopt;
  if (auto agent = find_agent(*queue, member_name)) return agent;
  // A line is a member under whatever name the exchange gave it: its device is what counts.
  auto const* const live = exchange_.model().member(queue_name, member_name);
  auto const* const line = live ? lines_.of_device(live->interface) : nullptr;
  if (line && std::ranges::find(queue->lines, line->id) != queue->lines.end()) return line_member(*queue, *line);
  return find(std::string(member_name) + "," + queue->name);
}

}  // namespace crosspoint::domain
