#include "domain/agents.h"

#include <algorithm>
#include <utility>

#include "domain/agent_logins.h"
#include "domain/events.h"
#include "domain/transfers/holds.h"
#include "pbx/exchange.h"
#include "pbx/model/call.h"

namespace crosspoint::domain {

Agents::Agents(directory::Directory const& directory, pbx::Exchange const& exchange, WallClock const& wall_clock,
               Holds const& holds, AgentLogins& logins, Events& events)
    : directory_(directory),
      exchange_(exchange),
      holds_(holds),
      logins_(logins),
      events_(events),
      lines_(directory),
      last_calls_(wall_clock) {}

std::string_view Agents::Status::availability() const {
  if (!logged_on) return "logged_out";
  if (in_queue_call) return "unavailable";
  if (own_call) {
    if (own_call->outgoing) return own_call->internal ? "on_call_nonacd_outgoing_internal" : "on_call_nonacd_outgoing_external";
    return own_call->internal ? "on_call_nonacd_incoming_internal" : "on_call_nonacd_incoming_external";
  }
  return paused_everywhere || in_wrap_up ? "unavailable" : "available";
}

Agents::Status Agents::status(AgentId agent) const {
  auto const found = known_.find(agent);
  return found == known_.end() ? Status{} : found->second;
}

// ---- what the exchange says

void Agents::called(pbx::AgentCalled const& notice) {
  if (auto const agent = logins_.agent_named(notice.member_name)) legs_.called(*agent, notice);
}

void Agents::connected(pbx::AgentConnected const& notice) {
  auto const agent = logins_.agent_named(notice.member_name);
  if (!agent) return;
  legs_.connected(*agent, notice, exchange_.model());
  touched_.insert(*agent);
}

void Agents::completed(pbx::AgentCompleted const& notice, Time now) {
  auto const agent = logins_.agent_named(notice.member_name);
  if (!agent) return;
  over(*agent, legs_.completed(*agent, notice, now), now);
  touched_.insert(*agent);
}

void Agents::leg_ended(pbx::LegEnded const& notice, Time now) {
  for (auto& [agent, queue] : legs_.ended(notice.leg, now)) {
    over(agent, std::move(queue), now);
    touched_.insert(agent);
  }
}

void Agents::over(AgentId agent, std::optional<std::string> queue, Time now) {
  if (queue) ended_.insert_or_assign(agent, Ended{std::move(*queue), now});
}

void Agents::calls_changed(std::string_view device) {
  for (auto const agent : logins_.agents_at(device)) touched_.insert(agent);
}

void Agents::member_changed(std::string_view member_name) {
  if (auto const agent = logins_.agent_named(member_name)) touched_.insert(*agent);
}

void Agents::link_changed(pbx::LinkState state, Time now) {
  if (state != pbx::LinkState::live) return;
  last_calls_.link_is_live();
  for (auto const& [id, agent] : directory_.agents) {
    touched_.insert(id);
    auto const* const login = logins_.login(id);
    auto is_free = true;
    for (auto const& [name, queue] : exchange_.model().queues)
      for (auto const* const member : queue.members.named(agent.member_name())) {
        if (!member->in_call) continue;
        is_free = false;
        if (login) legs_.found(id, queue.name, *member, login->device, exchange_.model());
      }
    if (is_free) legs_.is_free(id, now);
  }
}

void Agents::reconfigured() {
  lines_.rebuild();
  std::erase_if(known_, [&](auto const& entry) { return !directory_.agents.contains(entry.first); });
  for (auto const& [id, agent] : directory_.agents) touched_.insert(id);
  read_queues();
}

void Agents::belongs_elsewhere(AgentId agent) {
  read_queues();
  touched_.insert(agent);
}

void Agents::read_queues() {
  queues_of_.clear();
  for (auto const& [id, queue] : directory_.queues)
    for (auto const agent : queue.agents) queues_of_[agent].push_back(id);
}

// ---- what follows

void Agents::touch_those_due(Time now) {
  if (now < first_look_) return;
  first_look_ = Time::max();
  for (auto const& [agent, due] : looks_) {
    if (due <= now) touched_.insert(agent);
    else first_look_ = std::min(first_look_, due);
  }
}

Time Agents::deadline() const { return std::min(first_look_, logins_.deadline()); }

void Agents::look_again(Time now) {
  touch_those_due(now);
  logins_.give_up(now);
  touched_.merge(logins_.take_touched());
  for (auto const agent : std::exchange(touched_, {})) {
    looks_.erase(agent);
    if (auto const found = directory_.agents.find(agent); found != directory_.agents.end()) refresh(found->second, now);
  }
  logins_.resume(now);
}

void Agents::refresh(directory::Agent const& agent, Time now) {
  auto const found = known_.find(agent.id);
  bool const is_new = found == known_.end();
  if (!is_new && !logins_.is_settled(agent.id)) return;
  due_ = Time::max();
  auto fresh = read(agent, now);
  if (due_ != Time::max()) looks_.insert_or_assign(agent.id, due_);
  first_look_ = std::min(first_look_, due_);
  fresh.since = !is_new && fresh.availability() == found->second.availability() ? found->second.since : now;
  if (!is_new && fresh == found->second) return;
  // Clients learn of a new one by its being configured.
  if (!is_new) events_.emplace_back(AgentChanged{agent.id, fresh.logged_on != found->second.logged_on});
  known_.insert_or_assign(agent.id, std::move(fresh));
}

Agents::Status Agents::read(directory::Agent const& agent, Time now) {
  Status status;
  if (auto const queues = queues_of_.find(agent.id); queues != queues_of_.end()) status.queues = queues->second;
  auto const* const login = logins_.login(agent.id);
  if (!login) {
    ended_.erase(agent.id);
    last_calls_.forget(agent.id);
    return status;
  }
  status.logged_on = true;
  status.extension = login->extension;
  status.paused_everywhere =
      !login->paused.empty() && std::ranges::all_of(login->paused, [](auto const& queue) { return queue.second; });
  over(agent.id, legs_.look(agent.id, login->device, exchange_.model(), now), now);
  status.in_queue_call = legs_.is_in_call(agent.id);
  read_calls(status, login->device, now);
  auto const end = wrap_up_end(agent, *login, now);
  status.in_wrap_up = now < end && !status.in_queue_call;
  if (status.in_wrap_up) note_due(end);
  return status;
}

/// A phone that is up is busy, whatever has become of its call. Of several own calls the oldest counts.
void Agents::read_calls(Status& status, std::string const& device, Time now) {
  for (auto const& call : holds_.calls_of(device)) {
    if (call.state != pbx::Call::State::up) continue;
    auto const* const of_queue = legs_.call_of(call.uniqueid);
    auto const hangs_up_by = of_queue && of_queue->over ? *of_queue->over + QueueLegs::hangs_up_within : Time::max();
    if (of_queue && now < hangs_up_by) {
      status.in_queue_call = true;
      note_due(hangs_up_by);
      continue;
    }
    auto const* const channel = exchange_.model().channel(call.uniqueid);
    auto const joined_by = channel->course.up ? *channel->course.up + joined_within : Time{};
    if (call.peer.uniqueid.empty() && now < joined_by) note_due(joined_by);
    else if (!status.own_call) status.own_call = own_call(device, call);
  }
}

std::optional<Agents::OwnCall> Agents::own_call(std::string const& device, pbx::Call const& call) const {
  auto const is_line = [&](std::string_view other) { return lines_.of_device(other) != nullptr; };
  return OwnCall{call.outgoing, pbx::is_internal(device, call, is_line)};
}

/// Asterisk tells no wrap-up: it counts from the end of the last call of a queue, in whole seconds.
Time Agents::wrap_up_end(directory::Agent const& agent, flow::AgentLogin const& login, Time now) {
  Time end{};
  auto const last = ended_.find(agent.id);
  for (auto const& [id, paused] : login.paused) {
    auto const configured = directory_.queues.find(id);
    auto const* const queue = configured == directory_.queues.end() ? nullptr : exchange_.model().queue(configured->second.name);
    if (!queue) continue;
    for (auto const* const member : queue->members.named(agent.member_name())) {
      auto const last_call = last_calls_.of(agent.id, queue->name + " " + member->interface, member->last_call, now);
      end = std::max(end, wrap_up_end(*queue, *member, last_call, last == ended_.end() ? nullptr : &last->second, now));
    }
  }
  return end;
}

Time Agents::wrap_up_end(pbx::Queue const& queue, pbx::QueueMember const& member, Time last_call, Ended const* last, Time now) {
  auto const wrap_up = member.wrap_up != Duration{} ? member.wrap_up : queue.wrap_up;
  if (last) {
    auto const told = last->at + told_within;
    auto const is_untold = now < told;
    if (is_untold) note_due(told);
    Time const ended = std::chrono::floor<std::chrono::seconds>(last->at);
    if (is_untold || last->queue == queue.name) last_call = std::max(last_call, ended);
  }
  return wrap_up != Duration{} && last_call != Time{} ? last_call + wrap_up : Time{};
}

}  // namespace crosspoint::domain
