// What people are told about the configuration is what the code does.
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/config.h"
#include "app/config_sources.h"
#include "app/settings.h"

namespace crosspoint::app {
namespace {

std::string text_of_file(std::string const& name) {
  std::ostringstream text;
  text << std::ifstream(std::string(CROSSPOINT_SOURCE_DIR) + "/" + name).rdbuf();
  return text.str();
}

using KindAndDefault = std::pair<std::string, std::string>;

std::string kind_of(Setting const& setting) {
  if (std::holds_alternative<Setting::Port>(setting.target)) return "port";
  if (std::holds_alternative<Setting::Code>(setting.target)) return "code";
  if (std::holds_alternative<Setting::Seconds>(setting.target)) return "seconds";
  if (std::holds_alternative<Setting::Bytes>(setting.target)) return "bytes";
  if (std::holds_alternative<Setting::Flag>(setting.target)) return "flag";
  if (std::holds_alternative<Setting::List>(setting.target)) return "list";
  if (std::holds_alternative<Setting::Count>(setting.target)) return "number";
  return "text";
}

TEST(ConfigurationPage, TellsEveryKeyWithItsKindAndDefaultAndNoOther) {
  Config defaults;
  std::map<std::string, KindAndDefault> known, told;
  for (auto const& setting : settings(defaults)) known[setting.name()] = {kind_of(setting), shown(setting)};

  std::istringstream page(text_of_file("docs/configuration.md"));
  std::regex const row(R"(\| `([a-z0-9_.]+)` \| ([a-z]+) \| `(.*?)` \| .+ \|)");
  std::smatch match;
  for (std::string line; std::getline(page, line);)
    if (std::regex_match(line, match, row)) told[match[1]] = {match[2], match[3]};

  EXPECT_EQ(told, known);
}

/// The example of the section `sources`, from its block to the end of it.
std::string example_of_sources() {
  auto const page = text_of_file("docs/configuration.md");
  auto const begin = page.find("```yaml\nsources:\n") + 8;
  return page.substr(begin, page.find("```", begin) - begin);
}

TEST(ConfigurationPage, HasAnExampleOfSourcesThatCanBeLoaded) {
  yaml::Problems problems("docs/configuration.md");
  auto const root = yaml::parse(example_of_sources(), problems);
  Config config;
  read_document(root.value(), settings(config), config, problems);
  EXPECT_THAT(problems.lines(), testing::IsEmpty());
  EXPECT_THAT(config.sources, testing::SizeIs(3));
}

TEST(ConfigurationPage, TellsEveryKeyOfSourcesAndNoOther) {
  auto const page = text_of_file("docs/configuration.md");
  std::set<std::string> told, known;
  std::regex const row(R"(\n\| `([a-z_]+)` \| (all|csv|ldap|http|ldap, http) \|)");
  for (std::sregex_iterator match(page.begin(), page.end(), row), end; match != end; ++match) told.insert((*match)[1]);
  for (auto const& source :
       {io::sources::Settings(io::sources::CsvSettings{}), io::sources::Settings(io::sources::LdapSettings{}),
        io::sources::Settings(io::sources::HttpSettings{})})
    for (auto const& pair : YAML::Load(shown(source))) known.insert(pair.first.Scalar());
  EXPECT_EQ(told, known);
}

TEST(ExampleConfiguration, IsValidAsItStands) {
  auto const loaded = load_config(std::string(CROSSPOINT_SOURCE_DIR) + "/packaging/config.yml", {});
  EXPECT_THAT(loaded.errors, testing::IsEmpty());
}

TEST(ExampleConfiguration, HoldsEveryKeyAndTellsTheDefaults) {
  auto const text =
      std::regex_replace(text_of_file("packaging/config.yml"), std::regex(R"((^|\n)( *)# ([a-z0-9_]+: ))"), "$1$2$3");
  yaml::Problems problems("config.yml");
  auto const root = yaml::parse(text, problems);
  ASSERT_TRUE(root);
  Config config, defaults;
  auto const origins = read_document(*root, settings(config), config, problems);
  EXPECT_THAT(problems.lines(), testing::IsEmpty());

  auto const given = settings(config), expected = settings(defaults);
  for (std::size_t i = 0; i < given.size(); ++i) {
    auto const name = given[i].name();
    EXPECT_TRUE(origins.contains(name)) << name;
    if (name != "exchange.secret" && name != "cti.certificate" && name != "cti.key") {
      EXPECT_EQ(shown(given[i]), shown(expected[i])) << name;
    }
  }
}

}  // namespace
}  // namespace crosspoint::app
