#include "domain/queue_membership.h"

#include <algorithm>

#include "domain/agent_logins.h"
#include "domain/agents.h"
#include "domain/events.h"
#include "flow/effects.h"

namespace crosspoint::domain {

bool QueueMembership::is_so(flow::SaveMembership const& change) const {
  auto const queue = directory_.queues.find(change.queue);
  if (queue == directory_.queues.end() || !directory_.agents.contains(change.agent)) return true;
  auto const& agents = queue->second.agents;
  return (std::ranges::find(agents, change.agent) != agents.end()) == change.member;
}

void QueueMembership::change(flow::SaveMembership const& change) {
  if (is_so(change)) return;
  auto const token = tokens_.next();
  saving_.emplace(token, change);
  effects_.emplace_back(flow::Store{token, change});
}

void QueueMembership::stored(Token token, bool done, Time now) {
  auto const found = saving_.find(token);
  if (found == saving_.end()) return;
  auto const change = found->second;
  saving_.erase(found);
  if (!done || is_so(change)) return;
  auto& queue = directory_.queues.at(change.queue);
  if (change.member) queue.agents.push_back(change.agent);
  else std::erase(queue.agents, change.agent), queue.penalties.erase(change.agent);
  auto const id = directory_.agents.at(change.agent).member_name() + "," + queue.name;
  if (change.member) events_.emplace_back(ConfigAdded{List::queuemembers, id, queue.context});
  else events_.emplace_back(ConfigRemoved{List::queuemembers, id, queue.context});
  events_.emplace_back(QueueStaffChanged{change.queue});
  logins_.belongs(change.agent, change.queue, change.member, now);
  agents_.belongs_elsewhere(change.agent);
}

}  // namespace crosspoint::domain
