#include "domain/presences.h"

#include <algorithm>

#include "domain/agent_logins.h"
#include "domain/features.h"
#include "flow/effects.h"

namespace crosspoint::domain {
namespace {

constexpr std::string_view disconnected = "disconnected";

}  // namespace

void Presences::set(UserId user, std::string_view presence, Time now) {
  auto const* const known = directory_.user(user);
  auto const* const group = known ? directory_.presences_of(*known) : nullptr;
  auto const* const found = group ? group->find(std::string(presence)) : nullptr;
  if (!found) return;
  run_actions(user, *found, now);
  keep(user, presence, now);
}

void Presences::loaded(std::map<UserId, std::string> const& presences, Time now) {
  for (auto const& [user, presence] : presences) {
    stored_.insert(user);
    taken_[user] = presence;
    presences_.insert_or_assign(user, presence);
    wait_for(user, now + after_restart);
  }
}

/// Whether somebody was waited for, who is here now.
bool Presences::is_back(UserId user) {
  auto const was_missing = missing_.extract(user);
  if (was_missing) missing_in_order_.erase({was_missing.mapped(), user});
  return !was_missing.empty();
}

void Presences::arrived(UserId user, std::string_view presence, Time now) {
  ++connections_[user];
  if (!is_back(user) || presence != of(user)) set(user, presence, now);
}

void Presences::came_back(UserId user, Time now) {
  ++connections_[user];
  is_back(user);
  if (of(user) != disconnected) return;
  auto const* const known = directory_.user(user);
  auto const* const group = known ? directory_.presences_of(*known) : nullptr;
  if (!group) return;
  auto const is_taken = [&last = taken_[user]](directory::Presence const& each) { return each.name == last; };
  auto const is_one = [](directory::Presence const& each) { return each.name != disconnected; };
  auto found = std::ranges::find_if(group->presences, is_taken);
  if (found == group->presences.end()) found = std::ranges::find_if(group->presences, is_one);
  if (found != group->presences.end()) keep(user, found->name, now);
}

void Presences::keep_stored(UserId user) {
  if (stored_.insert(user).second) store(user, of(user));
}

void Presences::store(UserId user, std::string_view presence) {
  effects_.emplace_back(flow::Store{tokens_.next(), flow::SavePresence{user, std::string(presence)}});
}

void Presences::left(UserId user, Duration linger, Time now) {
  auto const found = connections_.find(user);
  if (found == connections_.end() || --found->second > 0) return;
  connections_.erase(found);
  if (linger > Duration{}) return wait_for(user, now + linger);
  if (now >= next_count_) {
    next_count_ = now + std::chrono::seconds(1);
    left_at_once_ = 0;
  }
  if (++left_at_once_ <= most_at_once) return gone(user, now);
  wait_for(user, now + patience);
}

void Presences::wait_for(UserId user, Time until) {
  is_back(user);
  missing_.emplace(user, until);
  missing_in_order_.emplace(until, user);
}

void Presences::tick(Time now) {
  while (deadline() <= now) {
    auto const user = missing_in_order_.begin()->second;
    is_back(user);
    gone(user, now);
  }
}

void Presences::gone(UserId user, Time now) {
  if (stored_.erase(user) > 0) store(user, {});
  if (of(user) != disconnected) keep(user, disconnected, now);
}

std::string_view Presences::of(UserId user) const {
  auto const found = presences_.find(user);
  return found == presences_.end() ? disconnected : std::string_view(found->second);
}

void Presences::keep(UserId user, std::string_view presence, Time now) {
  presences_.insert_or_assign(user, std::string(presence));
  if (presence != disconnected) taken_.insert_or_assign(user, std::string(presence));
  if (stored_.contains(user)) store(user, presence);
  features_.tell_in_order(user, PresenceChanged{user, std::string(presence)});
  if (auto const* const known = directory_.user(user); known && known->agent) agents_.note_presence(*known->agent, presence, now);
}

void Presences::run_actions(UserId user, directory::Presence const& presence, Time now) {
  auto const* const known = directory_.user(user);
  auto const of_agent = [&](auto action) {
    if (known->agent) action(*known->agent);
  };
  using Pause = AgentLogins::Pause;
  for (auto const& [action, parameter] : presence.actions) {
    if (action == "enablednd") {
      features_.set(user, {.dnd = parameter == "true"});
    } else if (action == "agentlogoff") {
      of_agent([&](AgentId agent) { agents_.log_off(agent, now); });
    } else if (action == "queuepause_all") {
      of_agent([&](AgentId agent) { agents_.pause_everywhere(agent, Pause::on, now); });
    } else if (action == "queueunpause_all") {
      of_agent([&](AgentId agent) { agents_.pause_everywhere(agent, Pause::off, now); });
    } else {
      effects_.emplace_back(
          Log{LogLevel::info, "presence " + presence.name + ": action " + action + " is not known and is left out"});
    }
  }
}

}  // namespace crosspoint::domain
