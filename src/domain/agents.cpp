#include "domain/agents.h"

#include <algorithm>

#include "domain/events.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {

std::string_view Agents::Status::availability() const {
  if (!logged_on) return "logged_out";
  return paused_everywhere ? "unavailable" : "available";
}

Agents::Status Agents::status(AgentId agent) const {
  auto const found = known_.find(agent);
  return found == known_.end() ? Status{} : found->second;
}

Agents::Status Agents::read(directory::Agent const& agent) const {
  Status status;
  status.paused_everywhere = true;
  for (auto const& [name, queue] : exchange_.model().queues) {
    auto const* const member = exchange_.model().member(name, agent.member_name());
    if (!member) continue;
    status.logged_on = true;
    status.paused_everywhere = status.paused_everywhere && member->paused;
  }
  status.paused_everywhere = status.logged_on && status.paused_everywhere;
  for (auto const& [id, queue] : directory_.queues)
    if (std::ranges::find(queue.agents, agent.id) != queue.agents.end()) status.queues.push_back(id);
  return status;
}

void Agents::refresh(directory::Agent const& agent, Time now) {
  auto fresh = read(agent);
  auto const found = known_.find(agent.id);
  bool const is_new = found == known_.end();
  fresh.since = !is_new && fresh.availability() == found->second.availability() ? found->second.since : now;
  if (!is_new && fresh == found->second) return;
  known_.insert_or_assign(agent.id, std::move(fresh));
  if (is_new) return;  // clients learn of it by its being configured
  events_.emplace_back(AgentChanged{agent.id});
}

void Agents::member_changed(std::string_view member_name, Time now) {
  for (auto const& [id, agent] : directory_.agents)
    if (agent.member_name() == member_name) refresh(agent, now);
}

void Agents::reconfigured(Time now) {
  std::erase_if(known_, [&](auto const& entry) { return !directory_.agents.contains(entry.first); });
  for (auto const& [id, agent] : directory_.agents) refresh(agent, now);
}

void Agents::log_off(AgentId agent, Time now) {
  auto const found = directory_.agents.find(agent);
  if (found == directory_.agents.end()) return;
  for (auto const& [name, queue] : exchange_.model().queues) {
    auto const* const member = exchange_.model().member(name, found->second.member_name());
    // Refused only without a link to the exchange; its members are read again when the link is back.
    if (member) static_cast<void>(exchange_.act({"QueueRemove", {{"Queue", queue.name}, {"Interface", member->interface}}}, now));
  }
}

std::set<std::string> Agents::interfaces(directory::Agent const& agent) const {
  std::set<std::string> found;
  for (auto const& [name, queue] : exchange_.model().queues)
    if (auto const* const member = exchange_.model().member(name, agent.member_name())) found.insert(member->interface);
  return found;
}

void Agents::pause_everywhere(AgentId agent, Pause pause, Time now) {
  auto const found = directory_.agents.find(agent);
  if (found == directory_.agents.end()) return;
  auto const* const paused = pause == Pause::on ? "1" : "0";
  // Without a queue it is all of them. Refused as above.
  for (auto const& interface : interfaces(found->second))
    static_cast<void>(exchange_.act({"QueuePause", {{"Interface", interface}, {"Paused", paused}}}, now));
}

void Agents::note_presence(AgentId agent, std::string_view presence, Time now) {
  auto const found = directory_.agents.find(agent);
  if (found == directory_.agents.end()) return;
  static_cast<void>(exchange_.act({"QueueLog",
                                   {{"Queue", "NONE"},
                                    {"Event", "PRESENCE"},
                                    {"Interface", found->second.member_name()},
                                    {"Message", std::string(presence)}}},
                                  now));
}

}  // namespace crosspoint::domain
