#include "io/store/directory_reader.h"

#include <soci/soci.h>

#include <algorithm>

#include "directory/rights.h"
#include "io/store/soci_types.h"

namespace crosspoint::io::store {
namespace {

using namespace directory;

/// The columns of one row, taken from left to right: of `a >> b`, a is evaluated first, so b may use what a has read.
class Columns {
 public:
  explicit Columns(soci::row const& row) : row_(row) {}

  template <class T>
  Columns& operator>>(T& out) {
    row_ >> out;
    return *this;
  }
  Columns& operator>>(bool& out) {
    int value = 0;
    row_ >> value;
    out = value != 0;
    return *this;
  }

 private:
  soci::row const& row_;
};

template <class Read>
void for_each_row(soci::session& sql, std::string const& query, Read read) {
  soci::rowset<soci::row> const rows = (sql.prepare << query);
  for (soci::row const& row : rows) read(Columns(row));
}

template <class Entity>
void by_id(std::map<decltype(Entity::id), Entity>& into, Entity entity) {
  into.emplace_hint(into.end(), entity.id, std::move(entity));
}

void read_presences(soci::session& sql, Directory& out) {
  for_each_row(sql, "SELECT name FROM presence_groups", [&](Columns in) {
    PresenceGroup group;
    in >> group.name;
    out.presence_groups.emplace(group.name, group);
  });
  std::map<std::pair<std::string, std::string>, Presence> presences;
  auto const presence_of = [&](Columns& in) -> Presence& {
    std::pair<std::string, std::string> key;
    in >> key.first >> key.second;
    return presences[key];
  };
  for_each_row(sql, "SELECT group_name, presence, allowed FROM presence_allowed ORDER BY position",
               [&](Columns in) { in >> presence_of(in).allowed.emplace_back(); });
  for_each_row(sql, "SELECT group_name, presence, action, parameter FROM presence_actions", [&](Columns in) {
    auto& actions = presence_of(in).actions;
    std::string action;
    in >> action >> actions[action];
  });
  for_each_row(sql, "SELECT group_name, name, name, longname, color FROM presences ORDER BY position", [&](Columns in) {
    std::string group;
    std::string name;
    in >> group >> name;
    auto& presence = presences[{group, name}];
    in >> presence.name >> presence.longname >> presence.color;
    out.presence_groups.at(group).presences.push_back(std::move(presence));
  });
}

void read_phone_statuses(soci::session& sql, Directory& out) {
  for_each_row(sql, "SELECT name FROM phone_status_groups", [&](Columns in) {
    PhoneStatusGroup group;
    in >> group.name;
    out.phone_status_groups.emplace(group.name, group);
  });
  for_each_row(sql, "SELECT group_name, code, longname, color FROM phone_statuses", [&](Columns in) {
    std::string group;
    int code = 0;
    in >> group >> code;
    auto& status = out.phone_status_groups.at(group).states[code];
    in >> status.longname >> status.color;
  });
}

void read_displays(soci::session& sql, Directory& out) {
  for_each_row(sql, "SELECT name FROM displays", [&](Columns in) {
    Display display;
    in >> display.name;
    out.displays.emplace(display.name, display);
  });
  auto const columns_of = [&](Columns& in) -> std::vector<Column>& {
    std::string display;
    in >> display;
    return out.displays.at(display).columns;
  };
  for_each_row(sql, "SELECT display, title, type, otherwise FROM display_columns ORDER BY display, position", [&](Columns in) {
    auto& column = columns_of(in).emplace_back();
    in >> column.title >> column.type >> column.otherwise;
  });
  for_each_row(sql, "SELECT display, position, field FROM display_fields ORDER BY display, position, place", [&](Columns in) {
    auto& columns = columns_of(in);
    int position = 0;
    in >> position;
    in >> columns.at(static_cast<std::size_t>(position)).fields.emplace_back();
  });
}

void read_profiles(soci::session& sql, Directory& out) {
  for_each_row(sql, "SELECT id, name, presences, phone_status, display, switchboard_display FROM profiles ORDER BY id",
               [&](Columns in) {
                 Profile profile;
                 in >> profile.id >> profile.name >> profile.presences >> profile.phone_status >> profile.display >>
                     profile.switchboard_display;
                 by_id(out.profiles, std::move(profile));
               });
  auto const profile_of = [&](Columns& in) -> Profile& {
    ProfileId id;
    in >> id;
    return out.profiles.at(id);
  };
  for_each_row(sql, "SELECT profile_id, name, layout, options, place FROM profile_xlets ORDER BY position", [&](Columns in) {
    auto& xlet = profile_of(in).xlets.emplace_back();
    in >> xlet.name >> xlet.layout >> xlet.options >> xlet.order;
  });
  for_each_row(sql, "SELECT profile_id, service FROM profile_services ORDER BY position",
               [&](Columns in) { in >> profile_of(in).services.emplace_back(); });
  for_each_row(sql, "SELECT profile_id, name, value FROM profile_preferences", [&](Columns in) {
    auto& preferences = profile_of(in).preferences;
    std::string name;
    in >> name >> preferences[name];
  });
  for_each_row(sql, "SELECT profile_id, granted FROM profile_rights ORDER BY position", [&](Columns in) {
    auto& profile = profile_of(in);
    std::string granted;
    in >> granted;
    for (auto const& [name, right] : right_names)
      if (name == granted) profile.rights.push_back(right);
  });
}

void read_users(soci::session& sql, Directory& out) {
  for_each_row(sql,
               "SELECT id, uuid, login, firstname, lastname, mobile, profile_id, agent_id, voicemail_id, client_access, dnd, "
               "call_filter, recording, voicemail, unconditional, unconditional_destination, no_answer, no_answer_destination, "
               "busy, busy_destination FROM users JOIN user_services ON user_id = id ORDER BY id",
               [&](Columns in) {
                 User user;
                 in >> user.id >> user.uuid >> user.login >> user.firstname >> user.lastname >> user.mobile >> user.profile >>
                     user.agent >> user.voicemail >> user.client_access;
                 auto& services = user.services;
                 in >> services.dnd >> services.call_filter >> services.recording >> services.voicemail;
                 for (auto* const forward : {&services.unconditional, &services.no_answer, &services.busy})
                   in >> forward->on >> forward->destination;
                 by_id(out.users, std::move(user));
               });
  for_each_row(sql, "SELECT user_id, service, destination FROM user_function_keys ORDER BY position", [&](Columns in) {
    UserId user;
    std::string service;
    FunctionKey key;
    in >> user >> service >> key.destination;
    auto const* const found = std::ranges::find(function_key_services, service, [](auto const& entry) { return entry.first; });
    if (found == function_key_services.end()) return;
    key.service = found->second;
    out.users.at(user).function_keys.push_back(std::move(key));
  });
  for_each_row(sql, "SELECT id, technology, name, number, context, auto_answer FROM lines ORDER BY id", [&](Columns in) {
    Line line;
    in >> line.id >> line.technology >> line.name >> line.number >> line.context >> line.auto_answer;
    by_id(out.lines, std::move(line));
  });
  for_each_row(sql, "SELECT user_id, line_id FROM user_lines ORDER BY position", [&](Columns in) {
    UserId user;
    LineId line;
    in >> user >> line;
    out.users.at(user).lines.push_back(line);
    out.lines.at(line).user = user;
  });
}

void read_agents_and_queues(soci::session& sql, Directory& out) {
  for_each_row(sql, "SELECT id, number, firstname, lastname, context FROM agents ORDER BY id", [&](Columns in) {
    Agent agent;
    in >> agent.id >> agent.number >> agent.firstname >> agent.lastname >> agent.context;
    by_id(out.agents, std::move(agent));
  });
  for_each_row(sql, "SELECT id, name, display_name, number, context FROM queues ORDER BY id", [&](Columns in) {
    Queue queue;
    in >> queue.id >> queue.name >> queue.display_name >> queue.number >> queue.context;
    by_id(out.queues, std::move(queue));
  });
  auto const queue_of = [&](Columns& in) -> Queue& {
    QueueId id;
    in >> id;
    return out.queues.at(id);
  };
  for_each_row(sql, "SELECT queue_id, agent_id, penalty FROM queue_agents ORDER BY position", [&](Columns in) {
    auto& queue = queue_of(in);
    int penalty = 0;
    in >> queue.agents.emplace_back() >> penalty;
    if (penalty != 0) queue.penalties.emplace(queue.agents.back(), penalty);
  });
  for_each_row(sql, "SELECT queue_id, line_id FROM queue_lines ORDER BY position",
               [&](Columns in) { in >> queue_of(in).lines.emplace_back(); });
}

void read_the_rest(soci::session& sql, Directory& out) {
  for_each_row(sql, "SELECT xivo_uuid FROM server", [&](Columns in) { in >> out.xivo_uuid; });
  for_each_row(sql, "SELECT name, display_name FROM contexts", [&](Columns in) {
    Context context;
    in >> context.name >> context.display_name;
    out.contexts.emplace(context.name, context);
  });
  for_each_row(sql, "SELECT id, mailbox, context FROM voicemails ORDER BY id", [&](Columns in) {
    Voicemail voicemail;
    in >> voicemail.id >> voicemail.mailbox >> voicemail.context;
    by_id(out.voicemails, std::move(voicemail));
  });
  for_each_row(sql, "SELECT id, name, number, context, pin_required, moderated FROM rooms ORDER BY id", [&](Columns in) {
    Room room;
    in >> room.id >> room.name >> room.number >> room.context >> room.pin_required >> room.moderated;
    by_id(out.rooms, std::move(room));
  });
}

}  // namespace

Directory read_directory(soci::session& sql) {
  Directory directory;
  read_the_rest(sql, directory);
  read_presences(sql, directory);
  read_phone_statuses(sql, directory);
  read_displays(sql, directory);
  read_profiles(sql, directory);
  read_users(sql, directory);
  read_agents_and_queues(sql, directory);
  return directory;
}

}  // namespace crosspoint::io::store
