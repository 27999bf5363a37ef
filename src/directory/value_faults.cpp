#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "directory/faults.h"

namespace crosspoint::directory {
namespace {

constexpr std::array<std::string_view, 3> layouts{"grid", "tab", "dock"};
constexpr std::string_view dock_options = "fcms";

/// protocol 5.1 S04
constexpr std::array<std::string_view, 8> known_services{"enablednd",    "fwdunc",   "fwdbusy",    "fwdrna",
                                                         "incallfilter", "enablevm", "callrecord", "incallrec"};

/// protocol 3.7
constexpr std::array<std::string_view, 14> known_actions{
    "enablednd", "agentlogoff", "queuepause_all", "queueunpause_all", "enablevoicemail", "callrecord", "incallfilter",
    "enableunc", "enablebusy",  "enablerna",      "queueadd",         "queueremove",     "queuepause", "queueunpause"};

/// protocol B.2, and 17, which Asterisk may report as well
constexpr std::array<int, 10> phone_states{-2, -1, 0, 1, 2, 4, 8, 9, 16, 17};

bool is_hex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

bool is_uuid(std::string_view text) {
  constexpr std::string_view form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return std::ranges::equal(text, form, [](char c, char f) { return f == '-' ? c == '-' : is_hex(c); });
}

bool is_color(std::string_view text) {
  return text.size() == 7 && text.front() == '#' && std::ranges::all_of(text.substr(1), is_hex);
}

/// A name as it may stand in what is sent to Asterisk.
bool is_word(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("_.+*#-").find(c) != std::string_view::npos;
  });
}

bool is_printable(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
}

/// Letters of `all`, each at most once and in the order they have there.
bool is_selection(std::string_view letters, std::string_view all) {
  for (auto const letter : letters) {
    auto const found = all.find(letter);
    if (found == std::string_view::npos) return false;
    all.remove_prefix(found + 1);
  }
  return true;
}

template <class Words>
std::string listed(Words const& words) {
  std::string text;
  for (auto const word : words) text += (text.empty() ? "" : ", ") + std::string(word);
  return text;
}

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

/// Collects what is wrong with the fields of one entity after the other.
class Check {
 public:
  void entity(std::string const& kind, std::string const& name) { path_ = kind + "." + name + "."; }

  void expect(bool good, std::string const& field, std::string_view found, std::string_view expected) {
    if (!good) faults_.push_back({path_ + field, "", "found " + in_quotes(found) + ", expected " + std::string(expected)});
  }
  void word(std::string const& field, std::string_view found) {
    expect(is_word(found), field, found, "letters, digits and _ . + * # - only");
  }
  void name(std::string const& field, std::string_view found) {
    expect(!found.empty() && is_word(found), field, found, "a name of letters, digits and _ . + * # - only");
  }
  void line_of_text(std::string const& field, std::string_view found) {
    expect(is_printable(found), field, found, "one line of text without control characters");
  }
  void color(std::string const& field, std::string_view found) {
    expect(is_color(found), field, found, "a colour such as #9BC920");
  }

  std::vector<Fault> take() { return std::move(faults_); }

 private:
  std::string path_;
  std::vector<Fault> faults_;
};

void check_presences(Directory const& directory, Check& check) {
  for (auto const& [name, group] : directory.presence_groups) {
    for (auto const& presence : group.presences) {
      check.entity("presence_groups." + name, presence.name);
      check.expect(!presence.name.empty() && is_printable(presence.name), "name", presence.name, "a name");
      check.line_of_text("longname", presence.longname);
      check.color("color", presence.color);
      for (auto const& [action, parameter] : presence.actions) {
        check.expect(std::ranges::find(known_actions, action) != known_actions.end(), "actions", action,
                     "one of " + listed(known_actions));
        check.expect(action != "enablednd" || parameter == "true" || parameter == "false", "actions", parameter,
                     "true or false for enablednd");
      }
    }
  }
}

void check_phone_states(Directory const& directory, Check& check) {
  for (auto const& [name, group] : directory.phone_status_groups) {
    for (auto const& [code, status] : group.states) {
      check.entity("phone_status_groups." + name, std::to_string(code));
      check.expect(std::ranges::find(phone_states, code) != phone_states.end(), "code", std::to_string(code),
                   "one of -2, -1, 0, 1, 2, 4, 8, 9, 16, 17");
      check.line_of_text("longname", status.longname);
      check.color("color", status.color);
    }
  }
}

void check_displays(Directory const& directory, Check& check) {
  for (auto const& [name, display] : directory.displays) {
    check.entity("displays", name);
    check.expect(!name.empty() && is_printable(name), "name", name, "a name");
    check.expect(!display.columns.empty(), "columns", "none", "at least one, or clients show nothing");
    for (int position = 0; auto const& column : display.columns) {
      check.entity("displays." + name, std::to_string(position++));
      check.line_of_text("title", column.title);
      check.word("type", column.type);
      check.expect(column.fields.empty() || !column.is_mark(), "fields", column.type, "none for this type");
      check.line_of_text("default", column.otherwise);
    }
  }
}

void check_profiles(Directory const& directory, Check& check) {
  for (auto const& [id, profile] : directory.profiles) {
    auto const path = "profiles." + std::to_string(id.value);
    for (int position = 0; auto const& xlet : profile.xlets) {
      check.entity(path + ".xlets", std::to_string(position++));
      check.name("name", xlet.name);
      check.expect(std::ranges::find(layouts, xlet.layout) != layouts.end(), "layout", xlet.layout, "one of " + listed(layouts));
      check.expect(xlet.options.empty() || xlet.layout == "dock", "options", xlet.options, "none, they are for the layout dock");
      check.expect(is_selection(xlet.options, dock_options), "options", xlet.options, "some of the letters fcms, in this order");
    }
    check.entity("profiles", std::to_string(id.value));
    check.line_of_text("name", profile.name);
    for (auto const& service : profile.services)
      check.expect(std::ranges::find(known_services, service) != known_services.end(), "services", service,
                   "one of " + listed(known_services));
  }
}

void check_users(Directory const& directory, Check& check) {
  for (auto const& [id, user] : directory.users) {
    check.entity("users", std::to_string(id.value));
    check.expect(is_uuid(user.uuid), "uuid", user.uuid, "a UUID such as 5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10");
    // Clients cut a login at the percent sign.
    check.expect(is_printable(user.login) && user.login.find('%') == std::string::npos, "login", user.login,
                 "no percent sign and no control characters");
    check.expect(!user.firstname.empty() && is_printable(user.firstname), "firstname", user.firstname, "a name");
    check.line_of_text("lastname", user.lastname);
    check.word("mobile", user.mobile);
    auto const& services = user.services;
    for (auto const* const forward : {&services.unconditional, &services.no_answer, &services.busy})
      check.word("services", forward->destination);
  }
  for (auto const& [id, user] : directory.users) {
    for (int position = 0; auto const& key : user.function_keys) {
      check.entity("users." + std::to_string(id.value) + ".function_keys", std::to_string(position++));
      check.expect(key.destination.find_first_not_of("0123456789*#+") == std::string::npos, "destination", key.destination,
                   "what a phone can dial");
      check.expect(key.is_of_forward() || key.is_of_agent() || key.destination.empty(), "destination", key.destination,
                   "none for this service");
    }
  }
  for (auto const& [id, line] : directory.lines) {
    check.entity("lines", std::to_string(id.value));
    check.name("technology", line.technology);
    check.name("name", line.name);
    check.word("number", line.number);
    check.line_of_text("auto_answer", line.auto_answer);
  }
}

void check_the_rest(Directory const& directory, Check& check) {
  for (auto const& [name, context] : directory.contexts) {
    check.entity("contexts", name);
    check.name("name", name);
    check.line_of_text("display_name", context.display_name);
  }
  for (auto const& [id, agent] : directory.agents) {
    check.entity("agents", std::to_string(id.value));
    check.name("number", agent.number);
    check.line_of_text("firstname", agent.firstname);
    check.line_of_text("lastname", agent.lastname);
  }
  for (auto const& [id, queue] : directory.queues) {
    check.entity("queues", std::to_string(id.value));
    check.name("name", queue.name);
    check.line_of_text("display_name", queue.display_name);
    check.word("number", queue.number);
  }
  for (auto const& [id, voicemail] : directory.voicemails) {
    check.entity("voicemails", std::to_string(id.value));
    check.name("mailbox", voicemail.mailbox);
  }
  for (auto const& [id, room] : directory.rooms) {
    check.entity("rooms", std::to_string(id.value));
    check.line_of_text("name", room.name);
    check.name("number", room.number);
  }
}

}  // namespace

std::vector<Fault> value_faults(Directory const& directory) {
  Check check;
  check_presences(directory, check);
  check_phone_states(directory, check);
  check_displays(directory, check);
  check_profiles(directory, check);
  check_users(directory, check);
  check_the_rest(directory, check);
  auto faults = check.take();
  if (!is_uuid(directory.xivo_uuid))
    faults.push_back({"xivo_uuid", "", "found " + in_quotes(directory.xivo_uuid) + ", expected a UUID"});
  return faults;
}

}  // namespace crosspoint::directory
