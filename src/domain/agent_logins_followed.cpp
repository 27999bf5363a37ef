// What the exchange says of its members, and what follows from it.
#include <algorithm>
#include <utility>

#include "base/log.h"
#include "domain/agent_logins.h"
#include "domain/events.h"
#include "flow/effects.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {

void AgentLogins::answered(pbx::Answered const& answer, Time now) {
  using Outcome = pbx::Answered::Outcome;
  auto const found = asked_.find(answer.token);
  if (found == asked_.end()) return;
  auto const asked = std::move(found->second);
  asked_.erase(found);
  auto const known = entries_.find(asked.agent);
  if (known == entries_.end() || !directory_.queues.contains(asked.queue)) return;
  if (answer.outcome == Outcome::success) return;  // its event says the rest
  auto& entry = known->second;
  if (asked.to_add == entry.leaves) return;  // it has been asked to do the contrary meanwhile
  auto const no_answer = answer.outcome == Outcome::unavailable;
  if (no_answer && entry.asker) events_.emplace_back(CallRefused{*std::exchange(entry.asker, {}), "service_unavailable"});
  if (no_answer && exchange_.state() != pbx::LinkState::live) return;  // asked again when the link is back
  if (asked.to_add && answer.message.ends_with("Already there")) bring_into_line(asked, now);
  else if (asked.to_add) refused(entry, asked, answer.message);
  entry.awaited.erase(asked.queue);
  settle(known);
}

/// Whoever has put the member there, it shall be as it was wanted.
void AgentLogins::bring_into_line(Asked const& asked, Time now) {
  auto const& queue = directory_.queues.at(asked.queue);
  static_cast<void>(exchange_.act(
      {"QueuePause", {{"Queue", queue.name}, {"Interface", asked.interface}, {"Paused", digit(asked.paused)}}}, now));
  tell_penalty(asked.agent, queue, now);
}

/// Of an agent that is logged on, or soon will be.
void AgentLogins::tell_penalty(AgentId agent, directory::Queue const& queue, Time now) {
  auto const entry = entries_.find(agent);
  if (entry == entries_.end()) return;
  static_cast<void>(exchange_.act({"QueuePenalty",
                                   {{"Queue", queue.name},
                                    {"Interface", interface_of(entry->second.login)},
                                    {"Penalty", std::to_string(queue.penalty_of(agent))}}},
                                  now));
}

void AgentLogins::refused(Entry& entry, Asked const& asked, std::string const& why) {
  entry.login.paused.erase(asked.queue);
  effects_.emplace_back(Log{LogLevel::warning, "agent " + std::to_string(asked.agent.value) + " cannot take calls of queue " +
                                                   std::to_string(asked.queue.value) + ": " + (why.empty() ? "no answer" : why)});
}

void AgentLogins::member_changed(std::string_view queue_name, std::string_view member_name, Time now) {
  auto const agent = agent_named(member_name);
  auto const* const queue = queues_.named(queue_name);
  if (!live_ || !agent || !queue) return;
  touched_.insert(*agent);
  auto const* const known = member(queue->id, *agent);
  if (!known) return;
  auto const found = entries_.find(*agent);
  if (found == entries_.end()) return adopt(*agent, now);
  auto& entry = found->second;
  if (entry.leaves) return;
  auto const was_awaited = entry.awaited.erase(queue->id) > 0;
  auto const before = std::as_const(entry.login.paused).find(queue->id);
  auto const is_news = before == entry.login.paused.end() || before->second != known->paused;
  entry.login.paused.insert_or_assign(queue->id, known->paused);
  if (was_awaited) settle(found);
  else if (is_news) save(entry.login);
}

void AgentLogins::member_gone(std::string_view queue_name, std::string_view member_name) {
  auto const agent = agent_named(member_name);
  auto const* const queue = queues_.named(queue_name);
  auto const found = agent ? entries_.find(*agent) : entries_.end();
  if (!live_ || !queue || found == entries_.end()) return;
  touched_.insert(*agent);
  auto& entry = found->second;
  if (entry.leaves) {
    entry.awaited.erase(queue->id);
    return settle(found);
  }
  if (entry.awaited.contains(queue->id)) return;  // it went before it was asked for
  entry.login.paused.erase(queue->id);
  if (entry.login.paused.empty()) end(found);  // whoever has removed it
  else save(entry.login);
}

void AgentLogins::link_changed(pbx::LinkState state, Time now) {
  live_ = state == pbx::LinkState::live;
  if (!live_) return;
  std::vector<AgentId> agents;
  for (auto const& [id, agent] : directory_.agents) agents.push_back(id);
  for (auto const id : agents) {
    touched_.insert(id);
    if (auto const entry = entries_.find(id); entry != entries_.end()) compare(entry, now);
    else if (!members_of(id).empty()) adopt(id, now);
  }
}

/// What was known before the link was live with what is there now. (4.8, restarts)
void AgentLogins::compare(Entries::iterator found, Time now) {
  auto& [agent, entry] = *found;
  if (entry.leaves) {
    leave(entry, now);
    return settle(found);
  }
  auto const& started = exchange_.model().started;
  auto const is_new = std::exchange(entry.login.exchange, started) != started;
  auto const unanswered = std::exchange(entry.awaited, {});
  auto before = std::exchange(entry.login.paused, members_of(agent));
  // It has not got as far as the first queue.
  auto const is_fresh = before.empty();
  if (is_fresh)
    for (auto const queue : queues_of(agent)) before.emplace(queue, false);
  for (auto const& [queue, paused] : before)
    if ((is_fresh || is_new || unanswered.contains(queue)) && directory_.queues.contains(queue) && !member(queue, agent))
      add(entry, queue, paused ? Pause::on : Pause::off, now);
  if (entry.login.paused.empty() && !is_fresh) end(found);
  else save(entry.login);
}

/// A member that nobody here has asked for: its agent is logged on where the member rings.
void AgentLogins::adopt(AgentId agent, Time now) {
  auto const members = members_of(agent);
  if (members.empty()) return;
  auto const* const first = member(members.begin()->first, agent);
  auto const& device = first->state_interface.empty() ? first->interface : first->state_interface;
  auto& entry = enter({.agent = agent,
                       .device = device,
                       .extension = {},
                       .context = {},
                       .since = wall_clock_.at(now),
                       .paused = members,
                       .exchange = exchange_.model().started});
  if (auto const* const line = directory_.line_of_device(device)) {
    entry.login.extension = line->number;
    entry.login.context = line->context;
  }
  touched_.insert(agent);
  save(entry.login);
}

void AgentLogins::settle(Entries::iterator found) {
  auto& [agent, entry] = *found;
  touched_.insert(agent);
  if (!entry.awaited.empty()) return;
  entry.asker.reset();
  if (!entry.leaves) {
    save(entry.login);
    return;
  }
  if (entry.comes_back) returning_.emplace_back(agent, *entry.comes_back);
  end(found);
}

void AgentLogins::resume(Time now) {
  for (auto const& [agent, line] : std::exchange(returning_, {})) log_on(agent, line, {}, now);
}

}  // namespace crosspoint::domain
