// Any bytes as a configuration file: it is read or refused with problems, never more.
#include <cstddef>
#include <cstdint>
#include <string>

#include "app/config_sources.h"
#include "app/settings.h"
#include "app/yaml/reader.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace crosspoint::app;
  yaml::Problems problems("config.yml");
  Config config;
  auto const table = settings(config);
  if (auto const root = yaml::parse(std::string(reinterpret_cast<char const*>(data), size), problems)) {
    read_document(*root, table, config, problems);
    for (auto const& setting : table) shown(setting);
    for (auto const& [name, source] : config.sources) shown(source);
  }
  static_cast<void>(problems.lines());
  return 0;
}
