#include <algorithm>
#include <map>
#include <regex>

#include "base/text.h"
#include "core/hostile_text.h"

namespace crosspoint::core {
namespace {

/// Cut at commas as Asterisk does it with a header Variable: quotes and backslashes go, brackets and quotes protect.
std::vector<std::string> separated(std::string_view text) {
  std::vector<std::string> parts(1);
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (c == '\\') {
      if (++i < text.size()) parts.back() += text[i];
      continue;
    }
    if (c == '(' || c == '[') ++depth;
    if ((c == ')' || c == ']') && depth > 0) --depth;
    if (c == '"') quoted = !quoted;
    else if (c == ',' && depth == 0 && !quoted) parts.emplace_back();
    else parts.back() += c;
  }
  return parts;
}

bool matches(std::string_view text, char const* pattern) { return std::regex_match(std::string(text), std::regex(pattern)); }

/// Nothing that ends an argument, begins another device, or is evaluated.
constexpr auto* name = R"([^/,&|^"'\\$(){}\[\]`\x01-\x1f\x7f][^,&|^"'\\$(){}\[\]`\x01-\x1f\x7f]*)";
constexpr auto* names = R"([^&|^"'\\$(){}\[\]`\x01-\x1f\x7f]*)";
constexpr auto* place = R"([A-Za-z0-9_.+*#-]+)";
constexpr auto* number = R"([0-9]+)";
constexpr auto* word = R"([A-Za-z0-9/_.-]*)";
constexpr auto* any_line = R"([^\x01-\x1f\x7f]*)";
constexpr auto* caller = R"("[^"\\\x01-\x1f\x7f]*" <[A-Za-z0-9+*#]*>)";

std::map<std::string, char const*, std::less<>> const headers{
    {"Action", word},      {"ActionID", word},       {"Username", word},        {"Key", word},
    {"AuthType", word},    {"Events", word},         {"Filename", word},        {"Channel", name},
    {"ChannelId", word},   {"Channel1", name},       {"Channel2", name},        {"Tone", word},
    {"Context", place},    {"Exten", place},         {"Priority", number},      {"ExtraChannel", name},
    {"ExtraExten", place}, {"ExtraContext", place},  {"ExtraPriority", number}, {"Timeout", number},
    {"Async", word},       {"CallerID", caller},     {"Application", place},    {"Data", names},
    {"Value", names},      {"Cause", number},        {"Queue", name},           {"Interface", name},
    {"MemberName", name},  {"StateInterface", name}, {"Penalty", number},       {"Paused", number},
    {"Event", place},      {"Message", any_line},    {"Conference", place},     {"Endpoint", place},
};

std::vector<std::string> const set_in_channels{"XP_CHANNEL", "XP_CALLER", "XP_OPERATOR",  "XP_FAX_PATH", "XP_USERID",
                                               "XP_FAXID",   "Event",     "Content-type", "Content"};

std::string fault_of(std::string const& action, std::string const& header, std::string const& value) {
  if (!is_valid_utf8(value) || value.find('\0') != std::string::npos) return "no text";
  if (header == "Variable" && (action == "Getvar" || action == "Setvar"))
    return matches(value, R"([A-Z_]+(\([A-Za-z0-9_.:,+*#-]+\))?)") ? "" : "more than a variable";
  if (header == "Variable") {
    auto const parts = separated(value);
    auto const set = parts.front().substr(0, parts.front().find('='));
    auto const is_known = std::ranges::find(set_in_channels, set) != set_in_channels.end();
    return parts.size() == 1 && (is_known || matches(set, R"(PJSIP_HEADER\(add,[A-Za-z-]+\))")) ? "" : "sets something else";
  }
  auto const found = headers.find(header);
  if (found == headers.end()) return "unknown header";
  return matches(value, found->second) ? "" : "means something else";
}

std::string next_line(std::string_view& text) {
  auto const end = std::min(text.find("\r\n"), text.size());
  auto const line = std::string(text.substr(0, end));
  text.remove_prefix(std::min(end + 2, text.size()));
  return line;
}

}  // namespace

std::vector<std::string> faults_in_ami(std::string_view sent) {
  std::vector<std::string> faults;
  std::string action;
  while (!sent.empty()) {
    auto const line = next_line(sent);
    auto const colon = line.find(": ");
    if (line.empty()) {
      action.clear();
    } else if (colon == std::string::npos) {
      faults.push_back("no header: " + line);
    } else {
      auto const header = line.substr(0, colon), value = line.substr(colon + 2);
      if (header == "Action") action = value;
      if (auto const fault = fault_of(action, header, value); !fault.empty())
        faults.push_back(fault + ": " + action + " " + line);
    }
  }
  return faults;
}

std::vector<std::string> faults_in_agi(std::string_view name_set, std::string_view value, std::string_view command) {
  static std::map<std::string, char const*, std::less<>> const variables{
      {"CALLERID(name)", R"([^\0]*)"},
      {"XP_ACTION", "dial|busy|forward"},
      {"XP_DEST", R"([A-Za-z0-9+*#]+@[A-Za-z0-9_.+*#-]+)"},
      {"XP_BUSY", R"([A-Za-z0-9_.+*#-]+@[A-Za-z0-9_.+*#-]+)"},
      {"XP_NOANSWER", R"([A-Za-z0-9_.+*#-]+@[A-Za-z0-9_.+*#-]+)"},
      {"XP_UNAVAIL", R"([A-Za-z0-9_.+*#-]+@[A-Za-z0-9_.+*#-]+)"},
      {"XP_REASON", "cfu"},
      {"XP_INTERFACE", R"([A-Za-z0-9]+/[A-Za-z0-9_.+*#-]+(&[A-Za-z0-9]+/[A-Za-z0-9_.+*#-]+)*)"},
      {"XP_TIMEOUT", number},
      {"XP_OPTIONS", "p"},
      {"XP_RECORD", R"([A-Za-z0-9/._-]+)"},
      {"XP_VMCONTEXT", place},
      {"XP_STATE", "0|1"},
  };
  std::vector<std::string> faults;
  auto const found = variables.find(name_set);
  if (found == variables.end() || !matches(value, found->second))
    faults.push_back(std::string(name_set) + " is " + std::string(value));
  auto const body = command.substr(0, command.size() - 1);
  auto const is_text = is_valid_utf8(body) && std::ranges::none_of(body, [](char c) { return c >= 0 && c < 0x20; });
  if (!is_text || !command.ends_with('\n') || !matches(body, R"rx(SET VARIABLE [A-Z_]+(\([a-z]+\))? "([^"\\]|\\.)*")rx"))
    faults.push_back("no command: " + std::string(command));
  return faults;
}

}  // namespace crosspoint::core
