#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "base/text.h"
#include "directory/faults.h"

namespace crosspoint::directory {
namespace {

template <class Tag>
std::string path(std::string_view kind, Id<Tag> id) {
  return std::string(kind) + "." + std::to_string(id.value);
}

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

class Check {
 public:
  explicit Check(Directory const& directory) : directory_(directory) {}

  /// `where` names the entity `key` of `all`, which has to exist.
  template <class Map, class Tag>
  void exists(Map const& all, Id<Tag> key, std::string const& where, std::string_view kind) {
    if (!all.contains(key)) add(where, "there is no " + std::string(kind) + " " + std::to_string(key.value));
  }
  template <class Map>
  void exists(Map const& all, std::string const& key, std::string const& where, std::string_view kind) {
    if (!all.contains(key)) add(where, "there is no " + std::string(kind) + " " + in_quotes(key));
  }
  void context(std::string const& name, std::string const& entity) {
    exists(directory_.contexts, name, entity + ".context", "context");
  }

  /// `owner`, an entity, is the only one that may have `value` in this field. What is empty may be shared.
  void claim(std::string const& realm, std::string const& value, std::string const& owner, std::string const& field) {
    if (value.empty()) return;
    auto const [first, is_first] = claims_.try_emplace({realm, value}, owner);
    if (is_first) return;
    faults_.push_back(
        {owner + "." + field, first->second, in_quotes(value) + " is claimed by " + first->second + " and " + owner});
  }

  /// One extension rings one thing.
  void extension(std::string const& number, std::string const& in_context, std::string const& owner) {
    claim("extension in " + in_context, number, owner, "number");
  }

  void add(std::string where, std::string what) { faults_.push_back({std::move(where), "", std::move(what)}); }

  std::vector<Fault> take() { return std::move(faults_); }

 private:
  Directory const& directory_;
  std::map<std::pair<std::string, std::string>, std::string> claims_;  ///< (realm, value) to its owner
  std::vector<Fault> faults_;
};

void check_presences(Directory const& directory, Check& check) {
  for (auto const& [name, group] : directory.presence_groups) {
    auto const where = "presence_groups." + name;
    for (auto const* const always : {"available", "disconnected"})
      if (!group.find(always)) check.add(where, "the presence " + in_quotes(always) + " is missing");
    for (auto const& presence : group.presences) {
      auto const entity = where + "." + presence.name;
      if (group.find(presence.name) != &presence)
        check.add(entity, "the presence " + in_quotes(presence.name) + " stands here twice");
      for (auto const& allowed : presence.allowed)
        if (!group.find(allowed)) check.add(entity + ".allowed", "there is no presence " + in_quotes(allowed) + " in this group");
    }
  }
}

void check_profiles(Directory const& directory, Check& check) {
  for (auto const& [id, profile] : directory.profiles) {
    auto const entity = path("profiles", id);
    check.exists(directory.presence_groups, profile.presences, entity + ".presences", "presence group");
    check.exists(directory.phone_status_groups, profile.phone_status, entity + ".phone_status", "phone status group");
    if (!profile.display.empty()) check.exists(directory.displays, profile.display, entity + ".display", "display");
    if (!profile.switchboard_display.empty())
      check.exists(directory.displays, profile.switchboard_display, entity + ".switchboard_display", "display");
  }
}

void check_users(Directory const& directory, Check& check) {
  for (auto const& [id, user] : directory.users) {
    auto const entity = path("users", id);
    if (user.profile) check.exists(directory.profiles, *user.profile, entity + ".profile", "profile");
    if (user.agent) check.exists(directory.agents, *user.agent, entity + ".agent", "agent");
    if (user.voicemail) check.exists(directory.voicemails, *user.voicemail, entity + ".voicemail", "voicemail");
    if (user.agent) check.claim("agent", std::to_string(user.agent->value), entity, "agent");
    check.claim("login", user.login, entity, "login");
    check.claim("uuid", user.uuid, entity, "uuid");
    for (auto const line : user.lines) {
      check.exists(directory.lines, line, entity + ".lines", "line");
      check.claim("owner of line", std::to_string(line.value), entity, "lines");
    }
    for (int position = 0; auto const& key : user.function_keys) {
      auto const where = entity + ".function_keys." + std::to_string(position++) + ".destination";
      if (key.is_of_agent() && !directory.agent_called(key.destination))
        check.add(where, "there is no agent " + in_quotes(key.destination) + ", expected an agent's number, or * and its id");
    }
  }
  for (auto const& [id, line] : directory.lines) {
    auto const entity = path("lines", id);
    check.context(line.context, entity);
    check.claim("device", line.device(), entity, "name");
    check.extension(line.number, line.context, entity);
  }
}

template <class Tag>
void check_members(std::vector<Id<Tag>> const& members, std::string const& where, Check& check) {
  std::set<Id<Tag>> seen;
  for (auto const member : members)
    if (!seen.insert(member).second) check.add(where, std::to_string(member.value) + " stands here twice");
}

void check_queues(Directory const& directory, Check& check) {
  for (auto const& [id, queue] : directory.queues) {
    auto const entity = path("queues", id);
    check.context(queue.context, entity);
    check.claim("queue", in_lower_case(queue.name), entity, "name");  // to Asterisk, Red and red are one
    check.extension(queue.number, queue.context, entity);
    check_members(queue.agents, entity + ".agents", check);
    check_members(queue.lines, entity + ".lines", check);
    for (auto const agent : queue.agents) check.exists(directory.agents, agent, entity + ".agents", "agent");
    for (auto const line : queue.lines) check.exists(directory.lines, line, entity + ".lines", "line");
  }
}

void check_the_rest(Directory const& directory, Check& check) {
  for (auto const& [id, agent] : directory.agents) {
    check.context(agent.context, path("agents", id));
    check.claim("agent number", agent.number, path("agents", id), "number");
  }
  for (auto const& [id, voicemail] : directory.voicemails) {
    check.context(voicemail.context, path("voicemails", id));
    check.claim("mailbox", voicemail.address(), path("voicemails", id), "mailbox");
  }
  for (auto const& [id, room] : directory.rooms) {
    check.context(room.context, path("rooms", id));
    check.extension(room.number, room.context, path("rooms", id));
  }
}

}  // namespace

std::vector<Fault> link_faults(Directory const& directory) {
  Check check(directory);
  check_presences(directory, check);
  check_profiles(directory, check);
  check_users(directory, check);
  check_queues(directory, check);
  check_the_rest(directory, check);
  return check.take();
}

std::vector<Fault> faults_of(Directory const& directory) {
  auto faults = value_faults(directory);
  auto const links = link_faults(directory);
  faults.insert(faults.end(), links.begin(), links.end());
  return faults;
}

}  // namespace crosspoint::directory
