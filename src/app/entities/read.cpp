#include "app/entities/read.h"

#include <algorithm>
#include <array>
#include <span>

#include "app/yaml/scalar.h"
#include "directory/rights.h"

namespace crosspoint::app::entities {
namespace {

using namespace directory;
using yaml::required;

/// Puts an entity into its map; a second one with the same id is a problem. Returns its path.
template <class Entity>
std::string keep(std::map<decltype(Entity::id), Entity>& all, Entity entity, std::string const& kind, yaml::Object& in) {
  auto const id = entity.id;
  if (id != decltype(Entity::id){} && !all.emplace(id, std::move(entity)).second)
    in.problem("id", std::to_string(id.value) + " stands in this file already");
  return kind + "." + std::to_string(id.value);
}

void read_contexts(yaml::Object& root, Draft& out) {
  root.named_objects("contexts", [&](std::string const& name, yaml::Object& in) {
    Context context{name, ""};
    in.text("display_name", context.display_name);
    out.places.note("contexts." + name, in, {"display_name"});
    out.directory.contexts.emplace(name, std::move(context));
  });
}

void read_presence_groups(yaml::Object& root, Draft& out) {
  root.named_objects("presence_groups", [&](std::string const& name, yaml::Object& in) {
    auto const path = "presence_groups." + name;
    PresenceGroup group{name, {}};
    in.named_objects("presences", [&](std::string const& presence_name, yaml::Object& inner) {
      auto& presence = group.presences.emplace_back();
      presence.name = presence_name;
      inner.text("longname", presence.longname, required);
      inner.text("color", presence.color, required);
      inner.texts("allowed", presence.allowed);
      inner.text_map("actions", presence.actions);
      out.places.note(path + "." + presence_name, inner, {"longname", "color", "allowed", "actions"});
    });
    out.places.note(path, in, {"presences"});
    out.directory.presence_groups.emplace(name, std::move(group));
  });
}

void read_phone_status_groups(yaml::Object& root, Draft& out) {
  root.named_objects("phone_status_groups", [&](std::string const& name, yaml::Object& in) {
    auto const path = "phone_status_groups." + name;
    PhoneStatusGroup group{name, {}};
    in.named_objects("states", [&](std::string const& code, yaml::Object& inner) {
      auto const number = yaml::to_number(code, -2, 99);
      if (!number) inner.problem("code", "found " + yaml::shown(code) + ", expected " + number.error().detail);
      auto& status = group.states[static_cast<int>(number.value_or(0))];
      inner.text("longname", status.longname, required);
      inner.text("color", status.color, required);
      out.places.note(path + "." + code, inner, {"longname", "color"});
    });
    out.places.note(path, in, {"states"});
    out.directory.phone_status_groups.emplace(name, std::move(group));
  });
}

/// "own_settings, dial or hang_up"
std::string names_of_rights() {
  std::string names(right_names.front().first);
  for (auto const& [name, right] : std::span(right_names).subspan(1))
    names += (name == right_names.back().first ? " or " : ", ") + std::string(name);
  return names;
}

void read_displays(yaml::Object& root, Draft& out) {
  root.named_objects("displays", [&](std::string const& name, yaml::Object& in) {
    auto const path = "displays." + name;
    Display display{name, {}};
    in.objects("columns", [&](yaml::Object& inner) {
      auto const place = path + "." + std::to_string(display.columns.size());
      auto& column = display.columns.emplace_back();
      inner.text("title", column.title);
      inner.text("type", column.type);
      inner.texts("fields", column.fields);
      if (std::string field; inner.text("field", field), !field.empty()) column.fields.insert(column.fields.begin(), field);
      inner.text("default", column.otherwise);
      out.places.note(place, inner, {"title", "type", "fields", "default"});
    });
    out.places.note(path, in, {"columns"});
    out.directory.displays.emplace(name, std::move(display));
  });
}

/// What concerns nobody but the user: may be done by users of a profile that says nothing of rights, as those that were written
/// for other servers of the protocol.
constexpr std::array own_rights{Right::own_settings, Right::dial, Right::hang_up, Right::transfer, Right::fax, Right::own_agent};

void read_rights(yaml::Object& in, Profile& profile) {
  if (!in.has("rights")) profile.rights.assign(own_rights.begin(), own_rights.end());
  std::vector<std::string> names;
  in.texts("rights", names);
  for (auto const& name : names) {
    auto const* const found = std::ranges::find(right_names, name, [](auto const& entry) { return entry.first; });
    if (found == right_names.end()) in.problem("rights", "found " + yaml::shown(name) + ", expected " + names_of_rights());
    else if (std::ranges::find(profile.rights, found->second) == profile.rights.end()) profile.rights.push_back(found->second);
  }
}

void read_profiles(yaml::Object& root, Draft& out) {
  root.objects("profiles", [&](yaml::Object& in) {
    Profile profile;
    in.id("id", profile.id, required);
    in.text("name", profile.name, required);
    in.text("presences", profile.presences, required);
    in.text("phone_status", profile.phone_status, required);
    in.text("display", profile.display);
    in.text("switchboard_display", profile.switchboard_display);
    auto const path = "profiles." + std::to_string(profile.id.value);
    in.objects("xlets", [&](yaml::Object& inner) {
      auto const place = path + ".xlets." + std::to_string(profile.xlets.size());
      auto& xlet = profile.xlets.emplace_back();
      inner.text("name", xlet.name, required);
      inner.text("layout", xlet.layout, required);
      inner.text("options", xlet.options);
      inner.number("order", xlet.order, yaml::optional, 0, 1000);
      out.places.note(place, inner, {"name", "layout", "options"});
    });
    in.texts("services", profile.services);
    in.text_map("preferences", profile.preferences);
    read_rights(in, profile);
    out.places.note(path, in, {"name", "presences", "phone_status", "display", "switchboard_display", "xlets", "services"});
    keep(out.directory.profiles, std::move(profile), "profiles", in);
  });
}

void read_function_keys(yaml::Object& in, User& user, Draft& out) {
  in.objects("function_keys", [&](yaml::Object& inner) {
    auto const path = "users." + std::to_string(user.id.value) + ".function_keys." + std::to_string(user.function_keys.size());
    auto& key = user.function_keys.emplace_back();
    inner.choice("service", key.service, function_key_services, required);
    inner.text("destination", key.destination);
    out.places.note(path, inner, {"service", "destination"});
  });
}

void read_lines(yaml::Object& in, User& user, Draft& out) {
  in.objects("lines", [&](yaml::Object& inner) {
    Line line;
    line.user = user.id;
    inner.id("id", line.id, required);
    inner.text("technology", line.technology);
    inner.text("name", line.name, required);
    inner.text("number", line.number);
    inner.text("context", line.context);
    inner.text("auto_answer", line.auto_answer);
    user.lines.push_back(line.id);
    auto const path = keep(out.directory.lines, std::move(line), "lines", inner);
    out.places.note(path, inner, {"technology", "name", "number", "context", "auto_answer"});
  });
}

void read_services(yaml::Object& in, User& user, Draft& out) {
  in.object("services", [&](yaml::Object& inner) {
    auto& services = user.services;
    inner.flag("dnd", services.dnd);
    inner.flag("call_filter", services.call_filter);
    inner.flag("recording", services.recording);
    inner.flag("voicemail", services.voicemail);
    auto const forward = [&](char const* key, Forward& to) {
      inner.object(key, [&](yaml::Object& fields) {
        fields.flag("on", to.on);
        fields.text("destination", to.destination);
      });
    };
    forward("unconditional", services.unconditional);
    forward("no_answer", services.no_answer);
    forward("busy", services.busy);
    out.services.insert(user.id);
  });
}

void read_users(yaml::Object& root, Draft& out) {
  root.objects("users", [&](yaml::Object& in) {
    User user;
    in.id("id", user.id, required);
    in.text("uuid", user.uuid);
    in.text("login", user.login);
    std::string password;
    in.text("password", password);
    in.text("firstname", user.firstname, required);
    in.text("lastname", user.lastname);
    in.text("mobile", user.mobile);
    in.id("profile", user.profile);
    in.id("agent", user.agent);
    in.id("voicemail", user.voicemail);
    in.flag("client_access", user.client_access);
    read_services(in, user, out);
    read_function_keys(in, user, out);
    read_lines(in, user, out);
    bool const given = in.place("password").pos != in.place("").pos;
    if (given && password.empty()) in.problem("password", "is empty");
    if (given && user.login.empty()) in.problem("password", "there is no login to use it with");
    if (!password.empty()) out.passwords.emplace(user.id, std::move(password));
    auto const path = keep(out.directory.users, std::move(user), "users", in);
    out.places.note(path, in,
                    {"uuid", "login", "firstname", "lastname", "mobile", "profile", "agent", "voicemail", "services",
                     "function_keys", "lines"});
  });
}

/// By the ids of the queue's agents: any other key is a mistake.
void read_penalties(yaml::Object& in, Queue& queue) {
  static constexpr int most = 1'000'000;  // as much as one may say to Asterisk
  for (auto const agent : queue.agents)
    if (int penalty = 0; in.number(std::to_string(agent.value), penalty, yaml::optional, 0, most), penalty != 0)
      queue.penalties.emplace(agent, penalty);
}

void read_agents_and_queues(yaml::Object& root, Draft& out) {
  root.objects("agents", [&](yaml::Object& in) {
    Agent agent;
    in.id("id", agent.id, required);
    in.text("number", agent.number, required);
    in.text("firstname", agent.firstname);
    in.text("lastname", agent.lastname);
    in.text("context", agent.context);
    auto const path = keep(out.directory.agents, std::move(agent), "agents", in);
    out.places.note(path, in, {"number", "firstname", "lastname", "context"});
  });
  root.objects("queues", [&](yaml::Object& in) {
    Queue queue;
    in.id("id", queue.id, required);
    in.text("name", queue.name, required);
    in.text("display_name", queue.display_name);
    in.text("number", queue.number);
    in.text("context", queue.context);
    in.ids("agents", queue.agents);
    in.ids("lines", queue.lines);
    in.object("penalties", [&](yaml::Object& inner) { read_penalties(inner, queue); });
    auto const path = keep(out.directory.queues, std::move(queue), "queues", in);
    out.places.note(path, in, {"name", "display_name", "number", "context", "agents", "lines", "penalties"});
  });
}

void read_voicemails_and_rooms(yaml::Object& root, Draft& out) {
  root.objects("voicemails", [&](yaml::Object& in) {
    Voicemail voicemail;
    in.id("id", voicemail.id, required);
    in.text("mailbox", voicemail.mailbox, required);
    in.text("context", voicemail.context);
    auto const path = keep(out.directory.voicemails, std::move(voicemail), "voicemails", in);
    out.places.note(path, in, {"mailbox", "context"});
  });
  root.objects("rooms", [&](yaml::Object& in) {
    Room room;
    in.id("id", room.id, required);
    in.text("name", room.name, required);
    in.text("number", room.number, required);
    in.text("context", room.context);
    in.flag("pin_required", room.pin_required);
    in.flag("moderated", room.moderated);
    auto const path = keep(out.directory.rooms, std::move(room), "rooms", in);
    out.places.note(path, in, {"name", "number", "context"});
  });
}

}  // namespace

Draft read(YAML::Node const& node, yaml::Problems& problems) {
  Draft draft;
  yaml::Object root(node, problems);
  root.text("xivo_uuid", draft.directory.xivo_uuid);
  read_contexts(root, draft);
  read_presence_groups(root, draft);
  read_phone_status_groups(root, draft);
  read_displays(root, draft);
  read_profiles(root, draft);
  read_users(root, draft);
  read_agents_and_queues(root, draft);
  read_voicemails_and_rooms(root, draft);
  draft.places.note("xivo_uuid", root.place("xivo_uuid"));
  root.done();
  return draft;
}

}  // namespace crosspoint::app::entities
