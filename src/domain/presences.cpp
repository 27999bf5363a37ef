#include "domain/presences.h"

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

void Presences::arrived(UserId user, std::string_view presence, Time now) {
  ++connections_[user];
  auto const was_missing = missing_.erase(user) > 0;
  if (!was_missing || presence != of(user)) set(user, presence, now);
}

void Presences::left(UserId user, Time now) {
  auto const found = connections_.find(user);
  if (found == connections_.end() || --found->second > 0) return;
  connections_.erase(found);
  if (now >= next_count_) {
    next_count_ = now + std::chrono::seconds(1);
    left_at_once_ = 0;
  }
  if (++left_at_once_ <= most_at_once) return gone(user, now);
  missing_.insert_or_assign(user, now + patience);
  missing_in_order_.emplace_back(now + patience, user);
}

void Presences::tick(Time now) {
  for (; deadline() <= now; missing_in_order_.pop_front()) {
    auto const [due, user] = missing_in_order_.front();
    auto const found = missing_.find(user);
    if (found == missing_.end() || found->second != due) continue;
    missing_.erase(found);
    gone(user, now);
  }
}

void Presences::gone(UserId user, Time now) {
  if (of(user) != disconnected) keep(user, disconnected, now);
}

std::string_view Presences::of(UserId user) const {
  auto const found = presences_.find(user);
  return found == presences_.end() ? disconnected : std::string_view(found->second);
}

void Presences::keep(UserId user, std::string_view presence, Time now) {
  presences_.insert_or_assign(user, std::string(presence));
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
