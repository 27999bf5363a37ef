#include "app/entities/write.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "directory/rights.h"

namespace crosspoint::app::entities {
namespace {

using namespace directory;

/// One mapping being written; what equals its default is left out.
class Out {
 public:
  enum class Style { block, flow };

  Out(YAML::Emitter& yaml, Style style) : yaml_(yaml) {
    yaml_ << (style == Style::flow ? YAML::Flow : YAML::Block) << YAML::BeginMap;
  }
  ~Out() { yaml_ << YAML::EndMap; }
  Out(Out const&) = delete;
  Out& operator=(Out const&) = delete;
  Out(Out&&) = delete;
  Out& operator=(Out&&) = delete;

  void text(char const* key, std::string const& value) { yaml_ << YAML::Key << key << YAML::Value << value; }
  void text_unless(std::string const& usual, char const* key, std::string const& value) {
    if (value != usual) text(key, value);
  }
  void number(char const* key, int value) {
    if (value != 0) yaml_ << YAML::Key << key << YAML::Value << value;
  }
  void flag_unless(bool usual, char const* key, bool value) {
    if (value != usual) yaml_ << YAML::Key << key << YAML::Value << value;
  }
  template <class Tag>
  void id(char const* key, Id<Tag> value) {
    yaml_ << YAML::Key << key << YAML::Value << value.value;
  }
  template <class Tag>
  void id(char const* key, std::optional<Id<Tag>> const& value) {
    if (value) id(key, *value);
  }
  template <class Tag>
  void ids(char const* key, std::vector<Id<Tag>> const& values) {
    if (values.empty()) return;
    yaml_ << YAML::Key << key << YAML::Value << YAML::Flow << YAML::BeginSeq;
    for (auto const value : values) yaml_ << value.value;
    yaml_ << YAML::EndSeq;
  }
  template <class Tag>
  void numbers(char const* key, std::map<Id<Tag>, int> const& values) {
    if (values.empty()) return;
    yaml_ << YAML::Key << key << YAML::Value << YAML::Flow << YAML::BeginMap;
    for (auto const& [id, value] : values) yaml_ << YAML::Key << id.value << YAML::Value << value;
    yaml_ << YAML::EndMap;
  }
  void texts(char const* key, std::vector<std::string> const& values) {
    if (!values.empty()) texts_even_if_none(key, values);
  }
  void texts_even_if_none(char const* key, std::vector<std::string> const& values) {
    yaml_ << YAML::Key << key << YAML::Value << YAML::Flow << values;
  }
  void text_map(char const* key, std::map<std::string, std::string> const& values) {
    if (!values.empty()) yaml_ << YAML::Key << key << YAML::Value << YAML::Flow << values;
  }

 private:
  YAML::Emitter& yaml_;
};

template <class All, class Write>
void write_list(YAML::Emitter& yaml, char const* key, All const& all, Out::Style style, Write write) {
  if (all.empty()) return;
  yaml << YAML::Key << key << YAML::Value << YAML::Block << YAML::BeginSeq;
  for (auto const& entity : all) {
    Out out(yaml, style);
    write(out, entity);
  }
  yaml << YAML::EndSeq;
}

template <class All, class Write>
void write_named(YAML::Emitter& yaml, char const* key, All const& all, Write write) {
  if (all.empty()) return;
  yaml << YAML::Key << key << YAML::Value << YAML::Block << YAML::BeginMap;
  for (auto const& entry : all) {
    yaml << YAML::Key << entry.first << YAML::Value;
    write(entry.second);
  }
  yaml << YAML::EndMap;
}

void write_presence_groups(YAML::Emitter& yaml, Directory const& directory) {
  write_named(yaml, "presence_groups", directory.presence_groups, [&](PresenceGroup const& group) {
    yaml << YAML::BeginMap << YAML::Key << "presences" << YAML::Value << YAML::BeginMap;
    for (auto const& presence : group.presences) {
      yaml << YAML::Key << presence.name << YAML::Value;
      Out out(yaml, Out::Style::block);
      out.text("longname", presence.longname);
      out.text("color", presence.color);
      out.texts("allowed", presence.allowed);
      out.text_map("actions", presence.actions);
    }
    yaml << YAML::EndMap << YAML::EndMap;
  });
}

void write_phone_status_groups(YAML::Emitter& yaml, Directory const& directory) {
  write_named(yaml, "phone_status_groups", directory.phone_status_groups, [&](PhoneStatusGroup const& group) {
    yaml << YAML::BeginMap << YAML::Key << "states" << YAML::Value << YAML::BeginMap;
    for (auto const& [code, status] : group.states) {
      yaml << YAML::Key << code << YAML::Value;
      Out out(yaml, Out::Style::flow);
      out.text("longname", status.longname);
      out.text("color", status.color);
    }
    yaml << YAML::EndMap << YAML::EndMap;
  });
}

void write_displays(YAML::Emitter& yaml, Directory const& directory) {
  write_named(yaml, "displays", directory.displays, [&](Display const& display) {
    yaml << YAML::BeginMap;
    write_list(yaml, "columns", display.columns, Out::Style::flow, [](Out& out, Column const& column) {
      out.text("title", column.title);
      out.text_unless("", "type", column.type);
      out.texts("fields", column.fields);
      out.text_unless("", "default", column.otherwise);
    });
    yaml << YAML::EndMap;
  });
}

std::vector<std::string> names_of(std::vector<Right> const& rights) {
  std::vector<std::string> names;
  for (auto const right : rights) {
    auto const* const found = std::ranges::find(right_names, right, [](auto const& entry) { return entry.second; });
    if (found != right_names.end()) names.emplace_back(found->first);
  }
  return names;
}

void write_profiles(YAML::Emitter& yaml, Directory const& directory) {
  write_list(yaml, "profiles", directory.profiles, Out::Style::block, [&](Out& out, auto const& entry) {
    Profile const& profile = entry.second;
    out.id("id", profile.id);
    out.text("name", profile.name);
    out.text("presences", profile.presences);
    out.text("phone_status", profile.phone_status);
    out.text_unless("", "display", profile.display);
    out.text_unless("", "switchboard_display", profile.switchboard_display);
    write_list(yaml, "xlets", profile.xlets, Out::Style::flow, [](Out& inner, Xlet const& xlet) {
      inner.text("name", xlet.name);
      inner.text("layout", xlet.layout);
      inner.text_unless("", "options", xlet.options);
      inner.number("order", xlet.order);
    });
    out.texts("services", profile.services);
    out.text_map("preferences", profile.preferences);
    out.texts_even_if_none("rights", names_of(profile.rights));  // left out, it means more than none
  });
}

void write_users(YAML::Emitter& yaml, Directory const& directory) {
  write_list(yaml, "users", directory.users, Out::Style::block, [&](Out& out, auto const& entry) {
    User const& user = entry.second;
    out.id("id", user.id);
    out.text("uuid", user.uuid);
    out.text_unless("", "login", user.login);
    out.text("firstname", user.firstname);
    out.text_unless("", "lastname", user.lastname);
    out.text_unless("", "mobile", user.mobile);
    out.id("profile", user.profile);
    out.id("agent", user.agent);
    out.id("voicemail", user.voicemail);
    out.flag_unless(true, "client_access", user.client_access);
    write_list(yaml, "function_keys", user.function_keys, Out::Style::flow, [](Out& inner, FunctionKey const& key) {
      inner.text("service", std::string(name_of(key.service)));
      inner.text_unless("", "destination", key.destination);
    });
    write_list(yaml, "lines", user.lines, Out::Style::flow, [&](Out& inner, LineId id) {
      auto const& line = directory.lines.at(id);
      inner.id("id", line.id);
      inner.text_unless(Line{}.technology, "technology", line.technology);
      inner.text("name", line.name);
      inner.text_unless("", "number", line.number);
      inner.text_unless(Line{}.context, "context", line.context);
      inner.text_unless("", "auto_answer", line.auto_answer);
    });
  });
}

void write_agents_and_queues(YAML::Emitter& yaml, Directory const& directory) {
  write_list(yaml, "agents", directory.agents, Out::Style::flow, [](Out& out, auto const& entry) {
    Agent const& agent = entry.second;
    out.id("id", agent.id);
    out.text("number", agent.number);
    out.text_unless("", "firstname", agent.firstname);
    out.text_unless("", "lastname", agent.lastname);
    out.text_unless(Agent{}.context, "context", agent.context);
  });
  write_list(yaml, "queues", directory.queues, Out::Style::flow, [](Out& out, auto const& entry) {
    Queue const& queue = entry.second;
    out.id("id", queue.id);
    out.text("name", queue.name);
    out.text_unless("", "display_name", queue.display_name);
    out.text_unless("", "number", queue.number);
    out.text_unless(Queue{}.context, "context", queue.context);
    out.ids("agents", queue.agents);
    out.ids("lines", queue.lines);
    out.numbers("penalties", queue.penalties);
  });
}

void write_voicemails_and_rooms(YAML::Emitter& yaml, Directory const& directory) {
  write_list(yaml, "voicemails", directory.voicemails, Out::Style::flow, [](Out& out, auto const& entry) {
    Voicemail const& voicemail = entry.second;
    out.id("id", voicemail.id);
    out.text("mailbox", voicemail.mailbox);
    out.text_unless(Voicemail{}.context, "context", voicemail.context);
  });
  write_list(yaml, "rooms", directory.rooms, Out::Style::flow, [](Out& out, auto const& entry) {
    Room const& room = entry.second;
    out.id("id", room.id);
    out.text("name", room.name);
    out.text("number", room.number);
    out.text_unless(Room{}.context, "context", room.context);
    out.flag_unless(false, "pin_required", room.pin_required);
    out.flag_unless(false, "moderated", room.moderated);
  });
}

}  // namespace

std::string write(Directory const& directory) {
  YAML::Emitter yaml;
  yaml << YAML::BeginMap << YAML::Key << "xivo_uuid" << YAML::Value << directory.xivo_uuid;
  write_named(yaml, "contexts", directory.contexts, [&](Context const& context) {
    Out out(yaml, Out::Style::flow);
    out.text_unless("", "display_name", context.display_name);
  });
  write_presence_groups(yaml, directory);
  write_phone_status_groups(yaml, directory);
  write_displays(yaml, directory);
  write_profiles(yaml, directory);
  write_users(yaml, directory);
  write_agents_and_queues(yaml, directory);
  write_voicemails_and_rooms(yaml, directory);
  yaml << YAML::EndMap;
  return std::string(yaml.c_str()) + "\n";
}

}  // namespace crosspoint::app::entities
