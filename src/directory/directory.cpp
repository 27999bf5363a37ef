#include "directory/directory.h"

#include <algorithm>

#include "base/text.h"

namespace crosspoint::directory {
namespace {

template <class Map, class Key>
auto find(Map const& map, Key const& key) -> typename Map::mapped_type const* {
  auto const found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

template <class Map, class Predicate>
auto find_if(Map const& map, Predicate predicate) -> typename Map::mapped_type const* {
  auto const found = std::ranges::find_if(map, [&](auto const& entry) { return predicate(entry.second); });
  return found == map.end() ? nullptr : &found->second;
}

}  // namespace

Presence const* PresenceGroup::find(std::string const& presence) const {
  auto const found = std::ranges::find(presences, presence, &Presence::name);
  return found == presences.end() ? nullptr : &*found;
}

User const* Directory::user(UserId id) const { return find(users, id); }

User const* Directory::user_by_login(std::string_view login) const {
  return find_if(users, [&](User const& u) { return !u.login.empty() && u.login == login; });
}

User const* Directory::user_by_uuid(std::string_view uuid) const {
  return find_if(users, [&](User const& u) { return u.uuid == uuid; });
}

Line const* Directory::line(LineId id) const { return find(lines, id); }

Line const* Directory::line_of_device(std::string_view device) const {
  return find_if(lines, [&](Line const& line) { return line.device() == device; });
}

Agent const* Directory::agent_called(std::string_view name) const {
  if (name.starts_with('*')) return find(agents, AgentId{to_integer(name.substr(1)).value_or(0)});
  return find_if(agents, [&](Agent const& agent) { return agent.number == name; });
}

Queue const* Directory::queue_named(std::string_view name) const {
  return find_if(queues, [&](Queue const& queue) { return queue.name == name; });
}

Line const* Directory::main_line(User const& user) const { return user.lines.empty() ? nullptr : line(user.lines.front()); }

Profile const* Directory::profile_of(User const& user) const { return user.profile ? find(profiles, *user.profile) : nullptr; }

PresenceGroup const* Directory::presences_of(User const& user) const {
  auto const* const profile = profile_of(user);
  return profile ? find(presence_groups, profile->presences) : nullptr;
}

Display const& Directory::display_of(User const& user) const {
  auto const* const profile = profile_of(user);
  auto const* const display = profile ? find(displays, profile->display) : nullptr;
  return display ? *display : usual_display();
}

Display const& Directory::switchboard_display_of(User const& user) const {
  auto const* const profile = profile_of(user);
  auto const* const display = profile ? find(displays, profile->switchboard_display) : nullptr;
  return display ? *display : usual_switchboard_display();
}

std::string Directory::context_of(User const& user) const {
  auto const* const line = main_line(user);
  return line ? line->context : std::string{};
}

}  // namespace crosspoint::directory
