#include "app/config.h"

#include <algorithm>
#include <fstream>
#include <ranges>
#include <sstream>

#include <unistd.h>

#include <boost/asio/ip/address.hpp>

#include "app/config_sources.h"
#include "app/settings.h"
#include "app/yaml/problems.h"
#include "app/yaml/reader.h"
#include "base/text.h"
#include "io/sources/http/url.h"

namespace crosspoint::app {
namespace {

namespace fs = std::filesystem;

constexpr auto default_file = "/etc/crosspoint/config.yml";
constexpr std::string_view prefix = "CROSSPOINT_";

bool readable(fs::path const& path) { return std::ifstream(path).peek() != std::ifstream::traits_type::eof(); }

bool anybody_may_read(fs::path const& path) {
  std::error_code error;
  auto const status = fs::status(path, error);
  return !error && (status.permissions() & fs::perms::others_read) != fs::perms::none;
}

/// A list as it stands in a variable: its parts with commas between them.
YAML::Node list_of(std::string const& text) {
  YAML::Node list(YAML::NodeType::Sequence);
  std::istringstream parts(text);
  for (std::string part; std::getline(parts >> std::ws, part, ',');) list.push_back(part);
  return list;
}

/// Gathers a configuration from one source after the other. Lives for one call of load_config.
class Loader {
 public:
  void take_file(fs::path const& path);
  void take_directory(fs::path const& directory);
  void take_environment(Environment const& environment);
  void check();
  void warn(std::string text) { loaded_.warnings.push_back(std::move(text)); }
  LoadedConfig result() && { return std::move(loaded_); }

 private:
  void settle(yaml::Problems const& problems);
  void check_codes();
  void check_doors();
  void check_tls();
  void check_secrecy();

  /// Adds to `where` the line that tells a fault of the whole, at the place of one of its settings.
  void tell(std::vector<std::string>& where, std::string const& setting, std::string const& text);

  LoadedConfig loaded_;
  std::vector<Setting> settings_ = settings(loaded_.config);
  std::vector<fs::path> files_;  ///< what was read
};

void Loader::tell(std::vector<std::string>& where, std::string const& setting, std::string const& text) {
  auto const origin = loaded_.origins.find(setting);
  where.push_back((origin == loaded_.origins.end() ? "" : origin->second + ": ") + setting + ": " + text);
}

void Loader::settle(yaml::Problems const& problems) {
  for (auto& line : problems.lines()) loaded_.errors.push_back(std::move(line));
}

void Loader::take_file(fs::path const& path) {
  files_.push_back(path);
  yaml::Problems problems(path.string());
  if (auto const root = yaml::parse_file(path, problems))
    for (auto& [setting, origin] : read_document(*root, settings_, loaded_.config, problems)) loaded_.origins[setting] = origin;
  settle(problems);
}

void Loader::take_directory(fs::path const& directory) {
  std::error_code error;
  std::vector<fs::path> files;
  for (auto const& entry : fs::directory_iterator(directory, error)) {
    auto const extension = entry.path().extension();
    if (extension == ".yml") files.push_back(entry.path());
    if (extension == ".yaml") warn(entry.path().string() + ": not read, only *.yml is");
  }
  if (error && error != std::errc::no_such_file_or_directory)
    loaded_.errors.push_back(directory.string() + ": cannot be read: " + error.message());
  std::ranges::sort(files);
  for (auto const& file : files) take_file(file);
}

void Loader::take_environment(Environment const& environment) {
  for (auto const& [variable, value] : environment) {
    auto const found = std::ranges::find(settings_, variable, &Setting::variable);
    if (found == settings_.end()) {
      // No error: where a service of this name is defined, container platforms set variables such as CROSSPOINT_SERVICE_HOST.
      warn(variable + ": ignored, no setting has this name");
      continue;
    }
    yaml::Problems problems(variable);
    if (!is_valid_utf8(value)) {
      problems.add(YAML::Mark::null_mark(), "this is not UTF-8");
      settle(problems);
      continue;
    }
    YAML::Node node;
    node[std::string(found->key)] = std::holds_alternative<Setting::List>(found->target) ? list_of(value) : YAML::Node(value);
    yaml::Object section(node, problems);
    read(section, *found);
    loaded_.origins[found->name()] = variable;
    settle(problems);
  }
}

void Loader::check() {
  auto const& config = loaded_.config;
  if (config.exchange.secret.empty())
    tell(loaded_.errors, "exchange.secret",
         "is required: the secret of the manager account " + yaml::shown(config.exchange.username) +
             " in Asterisk's manager.conf; set it in the file or as CROSSPOINT_EXCHANGE_SECRET");
  if (config.limits.login_line > config.limits.line)
    tell(loaded_.errors, "limits.login_line", "is larger than limits.line, expected at most as much");
  check_codes();
  check_doors();
  if (!config.forms.webhook.empty())
    if (auto const url = io::sources::http::parse_url(config.forms.webhook); !url)
      tell(loaded_.errors, "forms.webhook", url.error().detail);
  if (config.fax.largest / 3 * 4 > config.limits.line)
    tell(loaded_.warnings, "fax.largest", "a file of that size, as base64, does not fit into limits.line");
  for (auto const& [name, source] : config.sources)
    for (auto const& doubt : doubts(source)) tell(loaded_.warnings, "sources." + name, doubt);
  check_tls();
  check_secrecy();
}

void Loader::check_codes() {
  std::map<std::string, std::string> settings_of;
  for (auto const& setting : settings_) {
    auto const* const code = std::get_if<Setting::Code>(&setting.target);
    if (!code) continue;
    auto const [other, is_new] = settings_of.try_emplace(*code->value, setting.name());
    if (!is_new)
      tell(loaded_.errors, setting.name(), "found " + yaml::shown(*code->value) + ", which is " + other->second + " already");
  }
}

/// Nobody is asked for a password there.
void Loader::check_doors() {
  auto const& config = loaded_.config;
  for (auto const& [setting, address] : {std::pair{"agi.address", config.agi.address},
                                         {"notices.address", config.notices.address},
                                         {"console.address", config.console.address}})
    if (!boost::asio::ip::make_address(address).is_loopback())
      tell(loaded_.warnings, setting, "whoever reaches " + address + " gets in without a password, use a loopback address");
}

void Loader::check_secrecy() {
  auto const& config = loaded_.config;
  auto const warn_of = [&](std::string const& setting, std::string const& path) {
    if (anybody_may_read(path))
      tell(loaded_.warnings, setting, "everybody on this machine can read it, protect it: chmod o-r " + path);
  };
  std::vector<std::string> secrets{"exchange.secret"};
  if (!config.forms.authorization.empty()) secrets.emplace_back("forms.authorization");
  if (without_password(config.store.uri) != config.store.uri) secrets.emplace_back("store.uri");
  for (auto const& [name, source] : config.sources)
    if (holds_secret(source)) secrets.push_back("sources." + name);
  for (auto const& setting : secrets)
    for (auto const& file : files_)
      if (auto const origin = loaded_.origins.find(setting);
          origin != loaded_.origins.end() && origin->second.starts_with(file.string() + ":"))
        warn_of(setting, file);
  warn_of("cti.key", config.cti.key);
}

void Loader::check_tls() {
  auto const& cti = loaded_.config.cti;
  if (cti.tls_1_0)
    tell(loaded_.warnings, "cti.tls_1_0", "TLS 1.0 is weak; keep it only as long as clients that know nothing newer are in use");
  if (cti.certificate.empty() && cti.key.empty()) return;
  if (cti.key.empty()) return tell(loaded_.errors, "cti.certificate", "is given without cti.key, expected both or none");
  if (cti.certificate.empty()) return tell(loaded_.errors, "cti.key", "is given without cti.certificate, expected both or none");
  for (auto const& [setting, path] : {std::pair{"cti.certificate", cti.certificate}, {"cti.key", cti.key}})
    if (!readable(path)) tell(loaded_.errors, setting, "the file " + yaml::shown(path) + " cannot be read or is empty");
  if (cti.port == cti.tls_port && cti.port != 0)
    tell(loaded_.errors, "cti.tls_port", "found " + std::to_string(cti.port) + ", which is cti.port already");
}

}  // namespace

LoadedConfig load_config(std::optional<fs::path> const& file, Environment const& environment) {
  Loader loader;
  auto const path = file.value_or(default_file);
  std::error_code error;
  if (file || fs::exists(path, error)) {
    loader.take_file(path);
  } else {
    loader.warn(path.string() + ": there is no such file");
  }
  loader.take_directory(path.parent_path() / "conf.d");
  loader.take_environment(environment);
  loader.check();
  return std::move(loader).result();
}

Environment process_environment() {
  Environment found;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    std::string_view const text(*entry);
    auto const equals = text.find('=');
    if (text.starts_with(prefix) && equals != std::string_view::npos)
      found.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  found.erase("CROSSPOINT_PASSWORD");  // of `crosspoint client`
  return found;
}

}  // namespace crosspoint::app
