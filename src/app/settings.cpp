#include "app/settings.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <iterator>

#include "app/config_sheets.h"
#include "app/config_sources.h"
#include "io/net/range.h"
#include "wire/asterisk/text.h"

namespace crosspoint::app {
namespace {

using S = Setting;

constexpr std::size_t most = 100'000'000;  ///< of anything that is counted
constexpr std::size_t most_days = 36'500;

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

std::string show_seconds(Duration duration) {
  auto text = std::to_string(std::chrono::duration<double>(duration).count());
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string show_bytes(std::size_t bytes) {
  for (auto const& [unit, size] : {std::pair{'G', 1ULL << 30}, {'M', 1ULL << 20}, {'k', 1ULL << 10}})
    if (bytes != 0 && bytes % size == 0) return std::to_string(bytes / size) + unit;
  return std::to_string(bytes);
}

std::string show_text(std::string const& text) {
  YAML::Emitter out;
  out << YAML::DoubleQuoted << text;
  return out.c_str();
}

std::string show_list(std::vector<std::string> const& texts) {
  std::string list;
  for (auto const& text : texts) list += (list.empty() ? "" : ", ") + show_text(text);
  return "[" + list + "]";
}

bool is_network(std::string const& text) { return io::net::Range::parse(text).has_value(); }

/// What a browser sends as the origin of a page: its address up to the port, and nothing after it.
bool is_origin(std::string const& origin) {
  std::string_view const text(origin);
  auto const scheme = text.find("://");
  if (scheme == 0 || scheme == std::string_view::npos) return false;
  auto const rest = text.substr(scheme + 3);
  return !rest.empty() && rest.find_first_of("/?#@*, ") == std::string_view::npos;
}

bool is_folder(std::string_view path) {
  while (!path.empty()) {
    auto const slash = std::min(path.find('/'), path.size());
    auto const name = path.substr(0, slash);
    if (wire::asterisk::file_name(name) != name) return false;
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return true;
}

/// Where everything is kept, and what is done with the exchange.
std::vector<Setting> of_the_exchange(Config& config) {
  using namespace std::chrono_literals;
  return {
      {"store", "uri", S::Uri{&config.store.uri}},
      {"exchange", "host", S::Name{&config.exchange.host}},
      {"exchange", "port", S::Port{&config.exchange.port, 1}},
      {"exchange", "username", S::Name{&config.exchange.username}},
      {"exchange", "secret", S::Secret{&config.exchange.secret}},
      {"exchange", "compare_every", S::Seconds{&config.exchange.compare_every, 100ms}},
      {"exchange", "voicemail_consult", S::Text{&config.exchange.voicemail_consult}},
      {"exchange", "voicemail_direct", S::Text{&config.exchange.voicemail_direct}},
      {"exchange", "agent_members", S::Word{&config.exchange.agent_members, {"direct", "callback"}}},
      {"exchange", "transfer_ring_time", S::Seconds{&config.exchange.transfer_ring_time, 1s}},
      {"feature_codes", "dnd", S::Code{&config.feature_codes.dnd}},
      {"feature_codes", "recording", S::Code{&config.feature_codes.recording}},
      {"feature_codes", "call_filter", S::Code{&config.feature_codes.call_filter}},
      {"feature_codes", "unconditional", S::Code{&config.feature_codes.unconditional}},
      {"feature_codes", "no_answer", S::Code{&config.feature_codes.no_answer}},
      {"feature_codes", "busy", S::Code{&config.feature_codes.busy}},
      {"feature_codes", "undo", S::Code{&config.feature_codes.undo}},
      {"feature_codes", "agent_toggle", S::Code{&config.feature_codes.agent_toggle}},
      {"feature_codes", "agent_login", S::Code{&config.feature_codes.agent_login}},
      {"feature_codes", "agent_logout", S::Code{&config.feature_codes.agent_logout}},
      {"feature_codes", "function_key", S::Code{&config.feature_codes.function_key}},
      {"agi", "address", S::Address{&config.agi.address}},
      {"agi", "port", S::Port{&config.agi.port, 0}},
      {"agi", "ring_time", S::Seconds{&config.agi.ring_time, 1s}},
      {"agi", "recordings", S::Folder{&config.agi.recordings}},
      {"forms", "webhook", S::Text{&config.forms.webhook}},
      {"forms", "authorization", S::Secret{&config.forms.authorization}},
      {"fax", "spool", S::Folder{&config.fax.spool}},
      {"fax", "ghostscript", S::Name{&config.fax.ghostscript}},
      {"fax", "largest", S::Bytes{&config.fax.largest, 1 << 10}},
      {"fax", "pages", S::Count{&config.fax.pages, 1, 10'000}},
      {"fax", "timeout", S::Seconds{&config.fax.timeout, 1s}},
      {"fax", "memory", S::Bytes{&config.fax.memory, 64 << 20}},
  };
}

/// How clients come in, what they get, and the process itself.
std::vector<Setting> of_clients(Config& config) {
  using namespace std::chrono_literals;
  return {
      {"cti", "address", S::Address{&config.cti.address}},
      {"cti", "port", S::Port{&config.cti.port, 0}},
      {"cti", "tls_port", S::Port{&config.cti.tls_port, 0}},
      {"cti", "certificate", S::Text{&config.cti.certificate}},
      {"cti", "key", S::Text{&config.cti.key}},
      {"cti", "tls_1_0", S::Flag{&config.cti.tls_1_0}},
      {"cti", "starttls", S::Flag{&config.cti.starttls}},
      {"cti", "protocol_2_3", S::Flag{&config.cti.protocol_2_3}},
      {"cti", "context_separation", S::Flag{&config.cti.context_separation}},
      {"cti", "login_timeout", S::Seconds{&config.cti.login_timeout, 100ms}},
      {"chat", "keep", S::Count{&config.chat.keep, 0, most_days}},
      {"notices", "enabled", S::Flag{&config.notices.enabled}},
      {"notices", "address", S::Address{&config.notices.address}},
      {"notices", "port", S::Port{&config.notices.port, 0}},
      {"console", "enabled", S::Flag{&config.console.enabled}},
      {"console", "address", S::Address{&config.console.address}},
      {"console", "port", S::Port{&config.console.port, 0}},
      {"history", "keep", S::Count{&config.history.keep, 0, most_days}},
      {"history", "offline_is_missed", S::Flag{&config.history.offline_is_missed}},
      {"http", "enabled", S::Flag{&config.http.enabled}},
      {"http", "address", S::Address{&config.http.address}},
      {"http", "port", S::Port{&config.http.port, 0}},
      {"http", "origins", S::List{&config.http.origins, is_origin, "the origin of a page: https://phone.example"}},
      {"http", "monitors", S::List{&config.http.monitors, is_network, "a network: 192.0.2.0/24"}},
      {"http", "ping_every", S::Seconds{&config.http.ping_every, 1s}},
      {"people", "patience", S::Seconds{&config.people.patience, 100ms}},
      {"limits", "login_line", S::Bytes{&config.limits.login_line, 1 << 10}},
      {"limits", "line", S::Bytes{&config.limits.line, 1 << 10}},
      {"limits", "outbox", S::Bytes{&config.limits.outbox, 64 << 10}},
      {"limits", "sessions", S::Count{&config.limits.sessions, 1, most}},
      {"limits", "anonymous_per_address", S::Count{&config.limits.anonymous_per_address, 1, most}},
      {"limits", "logins_per_address", S::Count{&config.limits.logins_per_address, 1, most}},
      {"limits", "logins_per_user", S::Count{&config.limits.logins_per_user, 1, most}},
      {"log", "level", S::Word{&config.log.level, {"debug", "info", "warning", "error"}}},
      {"log", "format", S::Word{&config.log.format, {"text", "json"}}},
      {"", "threads", S::Count{&config.threads, 0, 1024}},
  };
}

}  // namespace

std::string Setting::name() const { return section.empty() ? std::string(key) : std::string(section) + "." + std::string(key); }

std::string Setting::variable() const {
  auto variable = "CROSSPOINT_" + name();
  for (auto& c : variable) c = c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return variable;
}

std::vector<Setting> settings(Config& config) {
  auto all = of_the_exchange(config);
  std::ranges::move(of_clients(config), std::back_inserter(all));
  return all;
}

void read(yaml::Object& section, Setting const& setting) {
  auto const key = setting.key;
  auto const name = [&](std::string& out) {
    section.text(key, out);
    if (section.has(key) && out.empty()) section.problem(key, "may not be empty");
  };
  auto const at_least = [&](auto value, auto min, auto show) {
    if (section.has(key) && value < min) section.problem(key, "found " + show(value) + ", expected at least " + show(min));
  };
  std::visit(Overloaded{
                 [&](S::Text const& t) { section.text(key, *t.value); },
                 [&](S::Name const& t) { name(*t.value); },
                 [&](S::Folder const& t) {
                   section.text(key, *t.value);
                   if (!is_folder(*t.value))
                     section.problem(key, "found " + yaml::shown(*t.value) + ", expected a path of letters, digits and / . - _");
                 },
                 [&](S::Secret const& t) { section.text(key, *t.value); },
                 [&](S::Uri const& t) { name(*t.value); },
                 [&](S::Address const& t) {
                   auto address = *t.value;
                   section.text(key, address);
                   boost::system::error_code error;
                   boost::asio::ip::make_address(address, error);
                   if (error) return section.problem(key, "found " + yaml::shown(address) + ", expected an IP address: 0.0.0.0");
                   *t.value = address;
                 },
                 [&](S::Code const& t) {
                   section.text(key, *t.value);
                   if (t.value->empty() || t.value->find_first_not_of("0123456789*#") != std::string::npos)
                     section.problem(key, "found " + yaml::shown(*t.value) + ", expected what a phone can dial: \"*25\"");
                 },
                 [&](S::List const& t) {
                   section.texts(key, *t.value);
                   for (auto const& text : *t.value)
                     if (!t.is_one(text)) section.problem(key, "found " + yaml::shown(text) + ", expected " + t.wanted);
                 },
                 [&](S::Word const& t) {
                   std::vector<std::pair<std::string_view, std::string>> words;
                   for (auto const word : t.allowed) words.emplace_back(word, word);
                   section.choice(key, *t.value, words);
                 },
                 [&](S::Port const& t) { section.number(key, *t.value, yaml::optional, t.min); },
                 [&](S::Flag const& t) { section.flag(key, *t.value); },
                 [&](S::Seconds const& t) {
                   section.seconds(key, *t.value);
                   at_least(*t.value, t.min, show_seconds);
                 },
                 [&](S::Bytes const& t) {
                   section.bytes(key, *t.value);
                   at_least(*t.value, t.min, show_bytes);
                 },
                 [&](S::Count const& t) { section.number(key, *t.value, yaml::optional, t.min, t.max); },
             },
             setting.target);
}

std::map<std::string, std::string> read_document(YAML::Node const& root, std::vector<Setting> const& settings, Config& config,
                                                 yaml::Problems& problems) {
  yaml::Object file(root, problems);
  auto origins = read_sources(file, config.sources, problems);
  origins.merge(read_sheets(file, config.sheets, problems));
  read_incoming(file, config.incoming);
  for (auto first = settings.begin(); first != settings.end();) {
    auto const last = std::find_if(first, settings.end(), [&](Setting const& s) { return s.section != first->section; });
    auto const read_section = [&](yaml::Object& section) {
      for (auto setting = first; setting != last; ++setting) {
        read(section, *setting);
        if (section.has(setting->key)) origins[setting->name()] = problems.at(section.place(setting->key));
      }
    };
    if (first->section.empty()) {
      read_section(file);
    } else {
      file.object(first->section, read_section);
    }
    first = last;
  }
  file.done();
  return origins;
}

std::string shown(Setting const& setting) {
  return std::visit(Overloaded{
                        [](S::Secret const& t) { return std::string(t.value->empty() ? "\"\"" : "\"***\""); },
                        [](S::Uri const& t) { return show_text(without_password(*t.value)); },
                        [](S::Word const& t) { return *t.value; },
                        [](S::List const& t) { return show_list(*t.value); },
                        [](S::Port const& t) { return std::to_string(*t.value); },
                        [](S::Flag const& t) { return std::string(*t.value ? "true" : "false"); },
                        [](S::Seconds const& t) { return show_seconds(*t.value); },
                        [](S::Bytes const& t) { return show_bytes(*t.value); },
                        [](S::Count const& t) { return std::to_string(*t.value); },
                        [](auto const& text) { return show_text(*text.value); },
                    },
                    setting.target);
}

std::string without_password(std::string_view uri) {
  auto const scheme = uri.find("://");
  auto const at = uri.rfind('@');
  if (scheme == std::string_view::npos || at == std::string_view::npos || at < scheme) return std::string(uri);
  auto const colon = uri.find(':', scheme + 3);
  if (colon > at) return std::string(uri);
  return std::string(uri.substr(0, colon + 1)) + "***" + std::string(uri.substr(at));
}

}  // namespace crosspoint::app
