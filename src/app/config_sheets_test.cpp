#include "app/config_sheets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "app/settings.h"

namespace crosspoint::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct ConfigSheets : testing::Test {
  void read(std::string const& text) {
    yaml::Problems found("config.yml");
    if (auto const root = yaml::parse(text, found)) read_document(*root, settings(config), config, found);
    problems = found.lines();
  }

  Config config;
  std::vector<std::string> problems;
};

constexpr auto* a_display = "sheets:\n  displays:\n    d: {sheet_info: {10: {type: text, text: x}}}\n";

TEST_F(ConfigSheets, ShowACalledUserWhoCallsWhenNothingIsConfigured) {
  read("cti: {port: 5003}\n");
  EXPECT_EQ(config.sheets, directory::default_sheets());
}

TEST_F(ConfigSheets, AreReadTableByTable) {
  read(
      "sheets:\n"
      "  events:\n"
      "    dial: [{display: caller, option: eager, condition: everybody}, {display: caller}]\n"
      "  displays:\n"
      "    caller:\n"
      "      sheet_info:\n"
      "        20: {title: Number, type: phone, text: '{xivo-calleridnum}', default: none}\n"
      "        10: {title: Caller, type: title, text: '{xivo-calleridname}'}\n"
      "        30: {type: text, text: gone, disabled: yes}\n"
      "      systray_info: {10: {type: body, text: b}}\n"
      "      action_info: {10: {title: open, type: urlauto, text: 'http://x/'}}\n"
      "  options: {eager: {focus: yes, zip: no}}\n"
      "  conditions: {everybody: {whom: all}}\n");
  EXPECT_THAT(problems, IsEmpty());
  directory::SheetModel model{
      .sheet = {{10, "Caller", "title", "", "{xivo-calleridname}"}, {20, "Number", "phone", "none", "{xivo-calleridnum}"}},
      .balloon = {{10, "", "body", "", "b"}},
      .actions = {{10, "open", "urlauto", "", "http://x/"}}};
  auto eager = model;
  eager.focus = true;
  eager.compressed = false;
  eager.to_everybody = true;
  EXPECT_EQ(config.sheets, (directory::SheetModels{{"dial", {eager, model}}}));
}

TEST_F(ConfigSheets, NameTheirFaultsWithTheirPlaces) {
  read(std::string(a_display) +
       "  events:\n"
       "    dial: [{display: e}]\n"
       "    dail: [{display: d}]\n");
  EXPECT_THAT(problems, ElementsAre(HasSubstr("config.yml:5:22: display: found 'e', which is not defined"),
                                    HasSubstr("config.yml:6:5: unknown key 'dail'")));
  read(
      "sheets:\n  displays:\n    d: {sheet_info: {ten: {type: txt, text: x}}, sheet_qtui: 'http://x/'}\n  conditions: {c: {whom: "
      "one}}\n");
  EXPECT_THAT(problems, testing::UnorderedElementsAre(HasSubstr("the order 'ten' is none"), HasSubstr("3:34: type: found 'txt'"),
                                                      HasSubstr("sheet_qtui: expected the address of a file"),
                                                      HasSubstr("whom: found 'one'")));
}

TEST_F(ConfigSheets, HoldTheFormAsItIs) {
  auto const path = testing::TempDir() + "form.ui";
  std::ofstream(path) << "<ui>{xivo-calleridnum}</ui>";
  read("sheets:\n  displays: {d: {sheet_qtui: 'file://" + path + "'}}\n  events: {dial: [{display: d}]}\n");
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(config.sheets.at("dial").at(0).form, "<ui>{xivo-calleridnum}</ui>");
  read("sheets:\n  displays: {d: {sheet_qtui: 'file:///nonexistent.ui'}}\n");
  EXPECT_THAT(problems, ElementsAre(HasSubstr("2:30: sheet_qtui: the file '/nonexistent.ui' cannot be read")));
}

TEST_F(ConfigSheets, CallsFromOutsideHaveContextsAndNumbers) {
  read("incoming: {contexts: [from-trunk], numbers: {'0033100000001': 1001@default}}\n");
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_THAT(config.incoming.contexts, ElementsAre("from-trunk"));
  EXPECT_EQ(config.incoming.numbers.at("0033100000001"), "1001@default");
  read("incoming: {numbers: {'1': 1001}}\n");
  EXPECT_THAT(problems, ElementsAre(HasSubstr("expected an extension and its context")));
}

}  // namespace
}  // namespace crosspoint::app
