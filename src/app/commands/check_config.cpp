#include "app/commands/check_config.h"

#include <iomanip>
#include <iostream>

#include "app/config_sheets.h"
#include "app/config_sources.h"
#include "app/settings.h"

namespace crosspoint::app {
namespace {

constexpr int column_of_origin = 50;

/// One line, with the place its value was found at.
void show(std::string const& line, std::string const& name, LoadedConfig const& loaded, std::ostream& out) {
  auto const origin = loaded.origins.find(name);
  if (origin == loaded.origins.end()) out << line << '\n';
  else out << std::left << std::setw(column_of_origin) << line << "  # " << origin->second << '\n';
}

/// As YAML that could be read again but for the secrets, with the place each value that is no default was found at.
void show(LoadedConfig loaded, std::ostream& out) {
  std::string_view section;
  for (auto const& setting : settings(loaded.config)) {
    if (setting.section != section && !setting.section.empty()) out << setting.section << ":\n";
    section = setting.section;
    show((section.empty() ? "" : "  ") + std::string(setting.key) + ": " + shown(setting), setting.name(), loaded, out);
  }
  // In comments: what is shown can be read again, a summary cannot.
  for (auto const& [event, models] : loaded.config.sheets)
    show("# sheets of " + event + ": " + shown(models), "sheets", loaded, out);
  if (!loaded.config.sources.empty()) out << "sources:\n";
  for (auto const& [name, source] : loaded.config.sources)
    show("  " + name + ": " + shown(source), "sources." + name, loaded, out);
}

}  // namespace

int check_config(CheckConfigOptions const& options, Environment const& environment, std::ostream& out, std::ostream& errors) {
  auto const loaded = load_config(options.config, environment);
  for (auto const& warning : loaded.warnings) errors << "warning: " << warning << '\n';
  for (auto const& error : loaded.errors) errors << "error: " << error << '\n';
  if (!loaded.errors.empty()) return 1;
  if (options.show) {
    show(loaded, out);
  } else {
    out << "configuration is valid\n";
  }
  return 0;
}

int run_check_config(CheckConfigOptions const& options) {
  return check_config(options, process_environment(), std::cout, std::cerr);
}

}  // namespace crosspoint::app
