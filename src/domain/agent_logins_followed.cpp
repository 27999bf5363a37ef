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
  auto& entry = known->second;
  if (asked.to_add == entry.leaves) return;  // it has been asked to do the contrary meanwhile
  if (answer.outcome == Outcome::success) {  // its event says the rest
    if (entry.awaited.contains(asked.queue)) await(entry, asked.queue, now + told_within);
    return;
  }
  auto const no_answer = answer.outcome == Outcome::unavailable;
  if (no_answer && entry.asker) events_.emplace_back(CallRefused{*std::exchange(entry.asker, {}), "service_unavailable"});
  if (no_answer && exchange_.state() != pbx::LinkState::live) return;  // asked again when the link is back
  if (asked.to_add && answer.message.ends_with("Already there")) bring_into_line(asked, now);
  else if (asked.to_add) refused(entry, asked.queue, answer.message);
  has_come(known, asked.queue);
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
  std::set<std::string> interfaces{interface_of(entry->second.login)};
  for (auto const* const each : members(queue.id, agent)) interfaces.insert(each->interface);
  for (auto const& interface : interfaces)
    static_cast<void>(exchange_.act(
        {"QueuePenalty", {{"Queue", queue.name}, {"Interface", interface}, {"Penalty", std::to_string(queue.penalty_of(agent))}}},
        now));
}

void AgentLogins::refused(Entry& entry, QueueId queue, std::string_view why) {
  entry.login.paused.erase(queue);
  effects_.emplace_back(Log{LogLevel::warning, "agent " + std::to_string(entry.login.agent.value) +
                                                   " cannot take calls of queue " + std::to_string(queue.value) + ": " +
                                                   std::string(why.empty() ? "no answer" : why)});
}

void AgentLogins::give_up(Time now) {
  if (!live_ || now < first_due_) return;  // all is compared when the link is back
  first_due_ = Time::max();
  for (auto found = entries_.begin(); found != entries_.end();) {
    auto const each = found++;
    auto& entry = each->second;
    auto const overdue = std::erase_if(entry.awaited, [&](auto const& awaited) {
      auto const& [queue, due] = awaited;
      if (due > now) {
        first_due_ = std::min(first_due_, due);
        return false;
      }
      if (!entry.leaves && members(queue, each->first).empty()) refused(entry, queue, "it was asked for and has not come");
      return true;
    });
    if (overdue == 0) continue;
    if (entry.asker) events_.emplace_back(CallRefused{*std::exchange(entry.asker, {}), "service_unavailable"});
    settle(each);
  }
}

void AgentLogins::member_changed(std::string_view queue_name, std::string_view member_name, Time now) {
  auto const agent = agent_named(member_name);
  auto const* const queue = queues_.named(queue_name);
  if (!live_ || !agent || !queue) return;
  touched_.insert(*agent);
  auto const known = members(queue->id, *agent);
  if (known.empty()) return;
  auto const found = entries_.find(*agent);
  if (found == entries_.end()) return adopt(*agent, now);
  auto& entry = found->second;
  if (entry.leaves) {  // also where somebody has just put it
    if (!entry.awaited.contains(queue->id)) await(entry, queue->id, now + patience);
    return remove(entry, queue->id, now);
  }
  auto const was_awaited = entry.awaited.erase(queue->id) > 0;
  auto const before = std::as_const(entry.login.paused).find(queue->id);
  auto const is_paused = std::ranges::all_of(known, [](auto const* each) { return each->paused; });
  auto const is_news = before == entry.login.paused.end() || before->second != is_paused;
  entry.login.paused.insert_or_assign(queue->id, is_paused);
  if (was_awaited) settle(found);
  else if (is_news) save(entry.login);
}

void AgentLogins::member_gone(std::string_view queue_name, std::string_view member_name, Time now) {
  auto const agent = agent_named(member_name);
  auto const* const queue = queues_.named(queue_name);
  auto const found = agent ? entries_.find(*agent) : entries_.end();
  if (!live_ || !queue || found == entries_.end()) return;
  touched_.insert(*agent);
  auto& entry = found->second;
  // It is there at another interface.
  if (!members(queue->id, *agent).empty()) return member_changed(queue_name, member_name, now);
  if (entry.leaves) return has_come(found, queue->id);
  if (entry.awaited.contains(queue->id)) return;  // it went before it was asked for
  entry.login.paused.erase(queue->id);
  // Whoever has removed it. But who belongs there no longer has been sent elsewhere, not home.
  if (entry.login.paused.empty() && queues_of(*agent).contains(queue->id)) end(found);
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
    if ((is_fresh || is_new || unanswered.contains(queue)) && directory_.queues.contains(queue) && members(queue, agent).empty())
      add(entry, queue, paused ? Pause::on : Pause::off, now);
  if (entry.login.paused.empty() && !is_fresh && !queues_of(agent).empty()) end(found);
  else save(entry.login);
}

/// A member that nobody here has asked for: its agent is logged on where the member rings.
void AgentLogins::adopt(AgentId agent, Time now) {
  auto const members = members_of(agent);
  if (members.empty()) return;
  auto const& first = *this->members(members.begin()->first, agent).front();
  auto const* const line = lines_.line_of(first);
  auto const device = line ? line->device() : first.state_interface.empty() ? first.interface : first.state_interface;
  auto& entry = enter({.agent = agent,
                       .device = device,
                       .extension = {},
                       .context = {},
                       .since = wall_clock_.at(now),
                       .paused = members,
                       .exchange = exchange_.model().started});
  if (line) {
    entry.login.extension = line->number;
    entry.login.context = line->context;
  }
  touched_.insert(agent);
  save(entry.login);
}

/// What was awaited there; unless one of several interfaces has still to be answered for.
void AgentLogins::has_come(Entries::iterator found, QueueId queue) {
  auto const is_open = [&](auto const& each) {
    return each.second.agent == found->first && each.second.queue == queue && each.second.to_add != found->second.leaves;
  };
  if (!members(queue, found->first).empty() && std::ranges::any_of(asked_, is_open)) return;
  found->second.awaited.erase(queue);
  settle(found);
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
  entry.leaves = false;
  // What queues.conf makes a member stays one.
  if (entry.login.paused = members_of(agent); !entry.login.paused.empty()) {
    entry.comes_back.reset();
    effects_.emplace_back(Log{LogLevel::warning, "agent " + std::to_string(agent.value) +
                                                     " stays logged on: the exchange has not let it leave its queues"});
    return static_cast<void>(save(entry.login));
  }
  if (entry.comes_back) returning_.emplace_back(agent, *entry.comes_back);
  end(found);
}

void AgentLogins::resume(Time now) {
  for (auto const& [agent, line] : std::exchange(returning_, {})) log_on(agent, line, {}, now);
}

}  // namespace crosspoint::domain
