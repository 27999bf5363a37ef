#include "domain/agent_logins.h"

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "domain/events.h"
#include "flow/effects.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {
namespace {

std::string place(flow::AgentLogin const& login) { return login.extension + "@" + login.context; }

}  // namespace

// ---- what is asked of it

AgentLogins::LogOn AgentLogins::log_on(AgentId agent, directory::Line const& line, std::optional<Asker> asker, Time now) {
  if (!live_) return LogOn::unavailable;
  auto const known = entries_.find(agent);
  if (known != entries_.end() && !known->second.leaves) return LogOn::done;
  auto const is_there = [&](auto const& other) {
    auto const& [id, entry] = other;
    return id != agent && !entry.leaves && entry.login.extension == line.number && entry.login.context == line.context;
  };
  if (std::ranges::any_of(entries_, is_there)) return LogOn::extension_in_use;
  if (known != entries_.end()) {
    known->second.comes_back = line;
    return LogOn::done;
  }
  auto& entry = enter({.agent = agent,
                       .device = line.device(),
                       .extension = line.number,
                       .context = line.context,
                       .since = wall_clock_.at(now),
                       .paused = {},
                       .exchange = exchange_.model().started});
  entry.asker = std::move(asker);
  for (auto const queue : queues_of(agent)) await(entry, queue, now + patience);
  touched_.insert(agent);
  saving_.emplace(save(entry.login), LogsOn{agent});
  return LogOn::done;
}

void AgentLogins::stored(Token token, Time now) {
  auto const found = saving_.find(token);
  if (found == saving_.end()) return;
  auto const after = found->second;
  saving_.erase(found);
  if (auto const* const pauses = std::get_if<Pauses>(&after)) return ask_pause(pauses->agent, pauses->queue, pauses->pause, now);
  auto const agent = std::get<LogsOn>(after).agent;
  auto const entry = entries_.find(agent);
  if (entry == entries_.end() || entry->second.leaves) return;
  for (auto const queue : queues_of(agent)) add(entry->second, queue, Pause::off, now);
  note(agent, "AGENTCALLBACKLOGIN", place(entry->second.login), now);
}

void AgentLogins::log_off(AgentId agent, Time now) {
  auto const found = entries_.find(agent);
  if (!live_ || found == entries_.end()) return;
  auto& entry = found->second;
  entry.comes_back.reset();
  if (entry.leaves) return;
  auto const seconds = std::chrono::floor<std::chrono::seconds>(std::max(now - entry.since, Duration{})).count();
  note(agent, "AGENTCALLBACKLOGOFF", place(entry.login) + "|" + std::to_string(seconds) + "|CommandLogoff", now);
  entry.leaves = true;
  leave(entry, now);
  settle(found);
}

void AgentLogins::leave(Entry& entry, Time now) {
  for (auto const& [queue, paused] : members_of(entry.login.agent)) {
    await(entry, queue, now + patience);
    // For whoever reads the queue log: a pause that has begun ends.
    if (paused) ask_pause(entry.login.agent, queue, Pause::off, now);
  }
  entry.removed.clear();
  for (auto const& [queue, due] : entry.awaited) remove(entry, queue, now);
}

void AgentLogins::pause(AgentId agent, QueueId queue, Pause pause, Time) {
  if (!members(queue, agent).empty()) keep_pause(agent, queue, pause);
}

void AgentLogins::pause_everywhere(AgentId agent, Pause pause, Time) {
  if (!members_of(agent).empty()) keep_pause(agent, std::nullopt, pause);
}

/// What the store shall know of a pause it knows before anybody else.
void AgentLogins::keep_pause(AgentId agent, std::optional<QueueId> queue, Pause pause) {
  auto const found = entries_.find(agent);
  if (!live_ || found == entries_.end()) return;
  auto login = found->second.login;
  for (auto& [id, paused] : login.paused)
    if (!queue || *queue == id) paused = pause == Pause::on;
  saving_.emplace(save(login), Pauses{agent, queue, pause});
}

void AgentLogins::ask_pause(AgentId agent, std::optional<QueueId> queue, Pause pause, Time now) {
  std::set<std::string> interfaces;
  for (auto const& [id, paused] : members_of(agent))
    if (!queue || *queue == id)
      for (auto const* const each : members(id, agent)) interfaces.insert(each->interface);
  for (auto const& interface : interfaces) {
    wire::ami::Action action{"QueuePause", {{"Interface", interface}, {"Paused", digit(pause == Pause::on)}}};
    // Without a queue it is all of them.
    if (queue) action.headers.emplace(action.headers.begin(), "Queue", directory_.queues.at(*queue).name);
    // Refused only without a link to the exchange; its members are read again when the link is back.
    static_cast<void>(exchange_.act(action, now));
  }
}

void AgentLogins::note_presence(AgentId agent, std::string_view presence, Time now) {
  note(agent, "PRESENCE", std::string(presence), now);
}

void AgentLogins::note(AgentId agent, std::string const& event, std::string const& message, Time now) {
  auto const found = directory_.agents.find(agent);
  if (found == directory_.agents.end()) return;
  static_cast<void>(exchange_.act(
      {"QueueLog", {{"Queue", "NONE"}, {"Event", event}, {"Interface", found->second.member_name()}, {"Message", message}}},
      now));
}

// ---- what it asks of the exchange

void AgentLogins::add(Entry& entry, QueueId queue, Pause pause, Time now) {
  auto const& configured = directory_.queues.at(queue);
  auto const interface = interface_of(entry.login);
  auto const token = exchange_.act({"QueueAdd",
                                    {{"Queue", configured.name},
                                     {"Interface", interface},
                                     {"MemberName", directory_.agents.at(entry.login.agent).member_name()},
                                     {"StateInterface", entry.login.device},
                                     {"Penalty", std::to_string(configured.penalty_of(entry.login.agent))},
                                     {"Paused", digit(pause == Pause::on)}}},
                                   now);
  if (!token) return;  // the link has just gone: all are compared when it is back
  await(entry, queue, now + patience);
  entry.login.paused.insert_or_assign(queue, pause == Pause::on);
  asked_.insert_or_assign(*token, Asked{entry.login.agent, queue, interface, true, pause == Pause::on});
}

/// At whatever interfaces it is a member there; one that is not known may be on its way.
void AgentLogins::remove(Entry& entry, QueueId queue, Time now) {
  auto const agent = entry.login.agent;
  std::set<std::string> interfaces;
  for (auto const* const each : members(queue, agent)) interfaces.insert(each->interface);
  if (interfaces.empty()) interfaces.insert(interface_of(entry.login));
  for (auto const& interface : interfaces) {
    if (entry.leaves && !entry.removed.emplace(queue, interface).second) continue;
    auto const token =
        exchange_.act({"QueueRemove", {{"Queue", directory_.queues.at(queue).name}, {"Interface", interface}}}, now);
    if (token) asked_.insert_or_assign(*token, Asked{agent, queue, interface, false, false});
  }
}

void AgentLogins::await(Entry& entry, QueueId queue, Time due) {
  entry.awaited.insert_or_assign(queue, due);
  first_due_ = std::min(first_due_, due);
}

// ---- what is known

void AgentLogins::loaded(std::vector<flow::AgentLogin> logins) {
  for (auto& login : logins) {
    touched_.insert(login.agent);
    enter(std::move(login));
  }
}

/// Where it is logged on stays until end().
AgentLogins::Entry& AgentLogins::enter(flow::AgentLogin login) {
  agents_at_[login.device].insert(login.agent);
  auto& entry = entries_[login.agent];
  entry.login = std::move(login);
  entry.since = wall_clock_.when(entry.login.since);
  return entry;
}

Token AgentLogins::save(flow::AgentLogin const& login) {
  auto const token = tokens_.next();
  effects_.emplace_back(flow::Store{token, flow::SaveLogin{login}});
  return token;
}

void AgentLogins::end(Entries::iterator entry) {
  touched_.insert(entry->first);
  effects_.emplace_back(flow::Store{tokens_.next(), flow::DeleteLogin{entry->first}});
  if (auto const there = agents_at_.find(entry->second.login.device); there != agents_at_.end()) {
    there->second.erase(entry->first);
    if (there->second.empty()) agents_at_.erase(there);
  }
  entries_.erase(entry);
}

void AgentLogins::reconfigured(directory::Directory const& before, Time now) {
  queues_.rebuild();
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    auto const& [id, login] = *entry;
    auto const known = directory_.agents.find(id);
    auto const old = before.agents.find(id);
    auto const is_same =
        known != directory_.agents.end() && (old == before.agents.end() || old->second.number == known->second.number);
    if (is_same) {
      ++entry;
      continue;
    }
    // It is somebody else now, or nobody: what it was leaves its queues.
    if (old != before.agents.end())
      for (auto const& [name, queue] : exchange_.model().queues)
        for (auto const* const member : queue.members.named(old->second.member_name()))
          static_cast<void>(exchange_.act({"QueueRemove", {{"Queue", name}, {"Interface", member->interface}}}, now));
    end(entry++);
  }
  agents_.rebuild();
  lines_.reconfigured();
  auto const is_no_more = [&](auto const& queue) { return !directory_.queues.contains(queue.first); };
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    auto const each = entry++;
    std::erase_if(each->second.login.paused, is_no_more);
    if (std::erase_if(each->second.awaited, is_no_more) > 0) settle(each);
  }
  if (!live_) return;
  for (auto const& [id, queue] : directory_.queues) {
    auto const old = before.queues.find(id);
    auto const old_agents = old == before.queues.end() ? std::vector<AgentId>{} : old->second.agents;
    auto const lacks = [](std::vector<AgentId> const& agents, AgentId agent) {
      return std::ranges::find(agents, agent) == agents.end();
    };
    for (auto const agent : queue.agents)
      if (lacks(old_agents, agent)) belongs(agent, id, true, now);
    for (auto const agent : old_agents)
      if (lacks(queue.agents, agent)) belongs(agent, id, false, now);
    for (auto const agent : queue.agents)
      if (!lacks(old_agents, agent) && queue.penalty_of(agent) != old->second.penalty_of(agent)) tell_penalty(agent, queue, now);
  }
}

void AgentLogins::belongs(AgentId agent, QueueId queue, bool member, Time now) {
  auto const found = entries_.find(agent);
  if (!live_ || found == entries_.end() || found->second.leaves) return;
  auto& entry = found->second;
  auto const& paused = entry.login.paused;
  auto const is_paused = !paused.empty() && std::ranges::all_of(paused, [](auto const& each) { return each.second; });
  if (member) add(entry, queue, is_paused ? Pause::on : Pause::off, now);
  else remove(entry, queue, now);
}

flow::AgentLogin const* AgentLogins::login(AgentId agent) const {
  auto const found = entries_.find(agent);
  return found == entries_.end() ? nullptr : &found->second.login;
}

bool AgentLogins::is_settled(AgentId agent) const {
  auto const found = entries_.find(agent);
  return found == entries_.end() || (found->second.awaited.empty() && !found->second.leaves);
}

std::optional<AgentId> AgentLogins::agent_named(std::string_view member_name) const {
  auto const* const agent = agents_.named(member_name);
  return agent ? std::optional(agent->id) : std::nullopt;
}

std::set<AgentId> const& AgentLogins::agents_at(std::string_view device) const {
  static std::set<AgentId> const nobody;
  auto const* const agents = pbx::lookup(agents_at_, device);
  return agents ? *agents : nobody;
}

std::vector<pbx::QueueMember const*> AgentLogins::members(QueueId queue, AgentId agent) const {
  auto const there = directory_.queues.find(queue);
  auto const who = directory_.agents.find(agent);
  if (there == directory_.queues.end() || who == directory_.agents.end()) return {};
  return exchange_.model().members(there->second.name, who->second.member_name());
}

std::set<QueueId> AgentLogins::queues_of(AgentId agent) const {
  std::set<QueueId> queues;
  for (auto const& [id, queue] : directory_.queues)
    if (std::ranges::find(queue.agents, agent) != queue.agents.end()) queues.insert(id);
  return queues;
}

std::map<QueueId, bool> AgentLogins::members_of(AgentId agent) const {
  std::map<QueueId, bool> members;
  for (auto const& [id, queue] : directory_.queues)
    if (auto const known = this->members(id, agent); !known.empty())
      members.emplace(id, std::ranges::all_of(known, [](auto const* each) { return each->paused; }));
  return members;
}

std::string AgentLogins::interface_of(flow::AgentLogin const& login) const {
  if (form_ == MemberForm::direct) return login.device;
  return "Local/id-" + std::to_string(login.agent.value) + "@agentcallback";
}

}  // namespace crosspoint::domain
