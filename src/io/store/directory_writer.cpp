#include "io/store/directory_writer.h"

#include <soci/soci.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <tuple>

#include "directory/rights.h"
#include "io/store/archive.h"
#include "io/store/credentials.h"
#include "io/store/session.h"
#include "io/store/soci_types.h"
#include "io/store/tokens.h"

namespace crosspoint::io::store {
namespace {

using namespace directory;
using soci::use;

/// DELETE FROM `table` WHERE `column` = `key`, for several tables.
template <class Key>
void erase_from(soci::session& sql, std::initializer_list<char const*> tables, char const* column, Key const& key) {
  for (auto const* const table : tables) sql << "DELETE FROM " << table << " WHERE " << column << " = :key", use(key);
}

void erase(soci::session& sql, Context const& context) { erase_from(sql, {"contexts"}, "name", context.name); }

void insert(soci::session& sql, Context const& context) {
  sql << "INSERT INTO contexts (name, display_name) VALUES (:name, :display)", use(context.name), use(context.display_name);
}

void erase(soci::session& sql, PresenceGroup const& group) {
  erase_from(sql, {"presence_allowed", "presence_actions", "presences"}, "group_name", group.name);
  erase_from(sql, {"presence_groups"}, "name", group.name);
}

void insert(soci::session& sql, PresenceGroup const& group) {
  sql << "INSERT INTO presence_groups (name) VALUES (:name)", use(group.name);
  for (int position = 0; auto const& presence : group.presences) {
    sql << "INSERT INTO presences (group_name, position, name, longname, color) VALUES (:group, :position, :name, :long, :color)",
        use(group.name), use(position), use(presence.name), use(presence.longname), use(presence.color);
    ++position;
    for (int place = 0; auto const& allowed : presence.allowed) {
      sql << "INSERT INTO presence_allowed (group_name, presence, position, allowed) VALUES (:group, :name, :position, :allowed)",
          use(group.name), use(presence.name), use(place), use(allowed);
      ++place;
    }
    for (auto const& [action, parameter] : presence.actions)
      sql << "INSERT INTO presence_actions (group_name, presence, action, parameter) VALUES (:group, :name, :action, :parameter)",
          use(group.name), use(presence.name), use(action), use(parameter);
  }
}

void erase(soci::session& sql, PhoneStatusGroup const& group) {
  erase_from(sql, {"phone_statuses"}, "group_name", group.name);
  erase_from(sql, {"phone_status_groups"}, "name", group.name);
}

void insert(soci::session& sql, PhoneStatusGroup const& group) {
  sql << "INSERT INTO phone_status_groups (name) VALUES (:name)", use(group.name);
  for (auto const& [code, status] : group.states)
    sql << "INSERT INTO phone_statuses (group_name, code, longname, color) VALUES (:group, :code, :longname, :color)",
        use(group.name), use(code), use(status.longname), use(status.color);
}

void erase(soci::session& sql, Display const& display) {
  erase_from(sql, {"display_fields", "display_columns"}, "display", display.name);
  erase_from(sql, {"displays"}, "name", display.name);
}

void insert(soci::session& sql, Display const& display) {
  sql << "INSERT INTO displays (name) VALUES (:name)", use(display.name);
  for (int position = 0; auto const& column : display.columns) {
    sql << "INSERT INTO display_columns (display, position, title, type, otherwise) "
           "VALUES (:display, :position, :title, :type, :otherwise)",
        use(display.name), use(position), use(column.title), use(column.type), use(column.otherwise);
    for (int place = 0; auto const& field : column.fields) {
      sql << "INSERT INTO display_fields (display, position, place, field) VALUES (:display, :position, :place, :field)",
          use(display.name), use(position), use(place), use(field);
      ++place;
    }
    ++position;
  }
}

void erase(soci::session& sql, Profile const& profile) {
  erase_from(sql, {"profile_xlets", "profile_services", "profile_preferences", "profile_rights"}, "profile_id", profile.id);
  erase_from(sql, {"profiles"}, "id", profile.id);
}

void insert_right(soci::session& sql, ProfileId profile, int position, Right granted) {
  auto const* const found = std::ranges::find(right_names, granted, [](auto const& entry) { return entry.second; });
  if (found == right_names.end()) return;
  std::string const name(found->first);
  sql << "INSERT INTO profile_rights (profile_id, position, granted) VALUES (:profile, :position, :granted)", use(profile),
      use(position), use(name);
}

void insert(soci::session& sql, Profile const& profile) {
  sql << "INSERT INTO profiles (id, name, presences, phone_status, display, switchboard_display) "
         "VALUES (:id, :name, :presences, :phone, :display, :switchboard)",
      use(profile.id), use(profile.name), use(profile.presences), use(profile.phone_status), use(profile.display),
      use(profile.switchboard_display);
  for (int position = 0; auto const& xlet : profile.xlets) {
    sql << "INSERT INTO profile_xlets (profile_id, position, name, layout, options, place) "
           "VALUES (:profile, :position, :name, :layout, :options, :place)",
        use(profile.id), use(position), use(xlet.name), use(xlet.layout), use(xlet.options), use(xlet.order);
    ++position;
  }
  for (int position = 0; auto const& service : profile.services) {
    sql << "INSERT INTO profile_services (profile_id, position, service) VALUES (:profile, :position, :service)", use(profile.id),
        use(position), use(service);
    ++position;
  }
  for (auto const& [name, value] : profile.preferences)
    sql << "INSERT INTO profile_preferences (profile_id, name, value) VALUES (:profile, :name, :value)", use(profile.id),
        use(name), use(value);
  for (int position = 0; auto const right : profile.rights) insert_right(sql, profile.id, position++, right);
}

void erase(soci::session& sql, Voicemail const& voicemail) { erase_from(sql, {"voicemails"}, "id", voicemail.id); }

void insert(soci::session& sql, Voicemail const& voicemail) {
  sql << "INSERT INTO voicemails (id, mailbox, context) VALUES (:id, :mailbox, :context)", use(voicemail.id),
      use(voicemail.mailbox), use(voicemail.context);
}

void erase(soci::session& sql, Agent const& agent) { erase_from(sql, {"agents"}, "id", agent.id); }

void insert(soci::session& sql, Agent const& agent) {
  sql << "INSERT INTO agents (id, number, firstname, lastname, context) VALUES (:id, :number, :first, :last, :context)",
      use(agent.id), use(agent.number), use(agent.firstname), use(agent.lastname), use(agent.context);
}

void erase(soci::session& sql, Line const& line) { erase_from(sql, {"lines"}, "id", line.id); }

void insert(soci::session& sql, Line const& line) {
  sql << "INSERT INTO lines (id, technology, name, number, context, auto_answer) "
         "VALUES (:id, :technology, :name, :number, :context, :answer)",
      use(line.id), use(line.technology), use(line.name), use(line.number), use(line.context), use(line.auto_answer);
}

void erase(soci::session& sql, User const& user) {
  erase_from(sql, {"user_lines", "user_services", "user_function_keys"}, "user_id", user.id);
  erase_from(sql, {"users"}, "id", user.id);
}

void insert_keys(soci::session& sql, User const& user) {
  for (int position = 0; auto const& key : user.function_keys) {
    std::string const service(directory::name_of(key.service));
    sql << "INSERT INTO user_function_keys (user_id, position, service, destination) VALUES (:user, :position, :service, :to)",
        use(user.id), use(position), use(service), use(key.destination);
    ++position;
  }
}

void insert(Session& sql, User const& user) {
  int const access = user.client_access ? 1 : 0;
  sql << "INSERT INTO users (id, uuid, login, firstname, lastname, mobile, profile_id, agent_id, voicemail_id, client_access) "
         "VALUES (:id, :uuid, :login, :first, :last, :mobile, :profile, :agent, :voicemail, :access)",
      use(user.id), use(user.uuid), use(user.login), use(user.firstname), use(user.lastname), use(user.mobile), use(user.profile),
      use(user.agent), use(user.voicemail), use(access);
  for (int position = 0; auto const line : user.lines) {
    sql << "INSERT INTO user_lines (line_id, user_id, position) VALUES (:line, :user, :position)", use(line), use(user.id),
        use(position);
    ++position;
  }
  insert_keys(sql, user);
  sql << "INSERT INTO user_services VALUES (:user, 0, 0, 0, 0, 0, '', 0, '', 0, '')", use(user.id);
  write_services(sql, user.id, user.services);
}

void erase(soci::session& sql, Queue const& queue) {
  erase_from(sql, {"queue_agents", "queue_lines"}, "queue_id", queue.id);
  erase_from(sql, {"queues"}, "id", queue.id);
}

void insert(soci::session& sql, Queue const& queue) {
  sql << "INSERT INTO queues (id, name, display_name, number, context) VALUES (:id, :name, :display, :number, :context)",
      use(queue.id), use(queue.name), use(queue.display_name), use(queue.number), use(queue.context);
  for (int position = 0; auto const agent : queue.agents) {
    sql << "INSERT INTO queue_agents (queue_id, position, agent_id, penalty) VALUES (:queue, :position, :agent, :penalty)",
        use(queue.id), use(position), use(agent), use(queue.penalty_of(agent));
    ++position;
  }
  for (int position = 0; auto const line : queue.lines) {
    sql << "INSERT INTO queue_lines (queue_id, position, line_id) VALUES (:queue, :position, :line)", use(queue.id),
        use(position), use(line);
    ++position;
  }
}

void erase(soci::session& sql, Room const& room) { erase_from(sql, {"rooms"}, "id", room.id); }

void insert(soci::session& sql, Room const& room) {
  int const pin = room.pin_required ? 1 : 0;
  int const moderated = room.moderated ? 1 : 0;
  sql << "INSERT INTO rooms (id, name, number, context, pin_required, moderated) "
         "VALUES (:id, :name, :number, :context, :pin, :moderated)",
      use(room.id), use(room.name), use(room.number), use(room.context), use(pin), use(moderated);
}

/// `handle` gets every entity of `all` that `others` lacks or holds otherwise.
template <class Map, class Handle>
void for_each_difference(Map const& all, Map const& others, Handle handle) {
  for (auto const& [key, entity] : all)
    if (auto const other = others.find(key); other == others.end() || !(other->second == entity)) handle(entity);
}

constexpr std::tuple kinds{&Directory::contexts,
                           &Directory::presence_groups,
                           &Directory::phone_status_groups,
                           &Directory::displays,
                           &Directory::profiles,
                           &Directory::voicemails,
                           &Directory::agents,
                           &Directory::lines,
                           &Directory::users,
                           &Directory::queues,
                           &Directory::rooms};

}  // namespace

void write_directory(Session& sql, Directory const& before, Directory const& after) {
  std::apply(
      [&](auto... kind) {
        // All that goes before all that comes, so that two users can exchange their logins.
        (for_each_difference(before.*kind, after.*kind, [&](auto const& entity) { erase(sql, entity); }), ...);
        (for_each_difference(after.*kind, before.*kind, [&](auto const& entity) { insert(sql, entity); }), ...);
      },
      kinds);
  move_hashes(sql, before, after);
  forget_users(sql, before, after);
  revoke_tokens_of_former(sql, before, after);
  if (after.xivo_uuid == before.xivo_uuid) return;
  sql << "DELETE FROM server";
  sql << "INSERT INTO server (xivo_uuid) VALUES (:uuid)", use(after.xivo_uuid);
}

bool write_services(Session& sql, UserId user, Services const& services) {
  int const dnd = services.dnd ? 1 : 0;
  int const filter = services.call_filter ? 1 : 0;
  int const recording = services.recording ? 1 : 0;
  int const voicemail = services.voicemail ? 1 : 0;
  int const unconditional = services.unconditional.on ? 1 : 0;
  int const no_answer = services.no_answer.on ? 1 : 0;
  int const busy = services.busy.on ? 1 : 0;
  return sql.run(
             "UPDATE user_services SET dnd = :dnd, call_filter = :filter, recording = :recording, "
             "voicemail = :voicemail, unconditional = :uncond, unconditional_destination = :uncond_to, "
             "no_answer = :noanswer, no_answer_destination = :noanswer_to, busy = :busy, busy_destination = :busy_to "
             "WHERE user_id = :user",
             use(dnd), use(filter), use(recording), use(voicemail), use(unconditional), use(services.unconditional.destination),
             use(no_answer), use(services.no_answer.destination), use(busy), use(services.busy.destination), use(user)) > 0;
}

}  // namespace crosspoint::io::store
