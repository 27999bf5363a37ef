#include "domain/presences.h"

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
  keep(user, presence);
}

void Presences::left(UserId user) {
  auto const found = connections_.find(user);
  if (found == connections_.end() || --found->second > 0) return;
  connections_.erase(found);
  if (of(user) != disconnected) keep(user, disconnected);
}

std::string_view Presences::of(UserId user) const {
  auto const found = presences_.find(user);
  return found == presences_.end() ? disconnected : std::string_view(found->second);
}

void Presences::keep(UserId user, std::string_view presence) {
  presences_.insert_or_assign(user, std::string(presence));
  features_.tell_in_order(user, PresenceChanged{user, std::string(presence)});
}

void Presences::run_actions(UserId user, directory::Presence const& presence, Time now) {
  auto const* const known = directory_.user(user);
  for (auto const& [action, parameter] : presence.actions) {
    if (action == "enablednd") {
      features_.set(user, {.dnd = parameter == "true"});
    } else if (action == "agentlogoff") {
      if (known->agent) agents_.log_off(*known->agent, now);
    } else {
      effects_.emplace_back(
          Log{LogLevel::info, "presence " + presence.name + ": action " + action + " is not known and is left out"});
    }
  }
}

}  // namespace crosspoint::domain
