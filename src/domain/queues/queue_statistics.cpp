#include "domain/queues/queue_statistics.h"

#include <algorithm>
#include <utility>

#include "domain/agents.h"
#include "domain/events.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {
namespace {

using Group = LiveFigures::Group;

/// Device states of members. (protocol B.3)
constexpr int unknown = 0, not_in_use = 1, in_use = 2;

}  // namespace

bool LiveFigures::same(Group group, LiveFigures const& other) const {
  switch (group) {
    case Group::agents: return logged_agents == other.logged_agents;
    case Group::members: return available == other.available && talking == other.talking && wait == other.wait;
    case Group::callers: return waiting == other.waiting && longest_since == other.longest_since;
  }
  return false;
}

LiveFigures QueueStatistics::figures(QueueId queue) const {
  auto const told = told_.find(queue);
  return told == told_.end() ? LiveFigures{} : told->second;
}

LiveFigures QueueStatistics::read(directory::Queue const& queue) const {
  LiveFigures figures;
  figures.logged_agents =
      static_cast<int>(std::ranges::count_if(queue.agents, [&](AgentId id) { return agents_.status(id).logged_on; }));
  auto const* const live = exchange_.model().queue(queue.name);
  if (!live) return figures;
  for (auto const& [interface, member] : live->members.all()) {
    if (!member.paused && (member.status == unknown || member.status == not_in_use)) ++figures.available;
    if (member.status == in_use) ++figures.talking;
  }
  figures.wait = live->hold_time;
  figures.waiting = static_cast<int>(live->entries.size());
  for (auto const& entry : live->entries)
    figures.longest_since = std::min(figures.longest_since.value_or(Time::max()), entry.joined);
  return figures;
}

void QueueStatistics::suspect(QueueId queue, Time now) {
  suspects_.insert(queue);
  due_ = std::min(due_, now + calm);
}

void QueueStatistics::changed(std::string_view queue, Time now) {
  if (auto const* const known = index_.named(queue)) suspect(known->id, now);
}

void QueueStatistics::heed(Event const& event, Time now) {
  auto const* const change = std::get_if<AgentChanged>(&event);
  if (!change) return;
  for (auto const& [id, queue] : directory_.queues)
    if (std::ranges::find(queue.agents, change->agent) != queue.agents.end()) suspect(id, now);
}

void QueueStatistics::reconfigured(Time now) {
  index_.rebuild();
  std::erase_if(told_, [&](auto const& entry) { return !directory_.queues.contains(entry.first); });
  for (auto const& [id, queue] : directory_.queues) suspect(id, now);
}

void QueueStatistics::tick(Time now) {
  if (now < due_) return;
  due_ = Time::max();
  for (auto const id : std::exchange(suspects_, {})) {
    auto const queue = directory_.queues.find(id);
    if (queue == directory_.queues.end()) continue;
    auto fresh = read(queue->second);
    auto const [told, is_new] = told_.try_emplace(id, fresh);
    if (auto const* const live = exchange_.model().queue(queue->second.name); live && live->suspect) {
      fresh.waiting = told->second.waiting;  // Asterisk counts otherwise: what is true will be told
      fresh.longest_since = told->second.longest_since;
    }
    for (auto const group : {Group::agents, Group::members, Group::callers})
      if (is_new || !fresh.same(group, told->second)) events_.emplace_back(QueueFiguresChanged{id, group});
    told->second = fresh;
  }
}

}  // namespace crosspoint::domain
