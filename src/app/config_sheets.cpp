#include "app/config_sheets.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "wire/asterisk/text.h"

namespace crosspoint::app {
namespace {

using directory::SheetField;
using directory::SheetModel;

constexpr std::array events{"incomingdid", "dial", "link", "unlink", "hangup"};
constexpr std::size_t largest_form = 1 << 20;  ///< bytes: it goes to a client with every sheet
constexpr int highest_order = 999'999;

using Types = std::vector<std::pair<std::string_view, std::string>>;

Types types(std::initializer_list<std::string_view> names) {
  Types all;
  for (auto const name : names) all.emplace_back(name, name);
  return all;
}

/// The lines of one kind, by the order in which clients show them.
void read_fields(yaml::Object& display, std::string_view key, Types const& allowed, std::vector<SheetField>& out) {
  display.named_objects(key, [&](std::string const& order, yaml::Object& line) {
    SheetField field;
    auto const number = to_integer(order);
    if (!number || *number < 0 || *number > highest_order)
      line.problem("type", "the order " + yaml::shown(order) + " is none: expected a number, as in 10: {type: text, ...}");
    field.order = static_cast<int>(number.value_or(0));
    line.text("title", field.title);
    line.choice("type", field.type, allowed, yaml::required);
    line.text("default", field.fallback);
    line.text("text", field.text, yaml::required);
    bool disabled = false;
    line.flag("disabled", disabled);
    if (!disabled) out.push_back(std::move(field));
  });
  std::ranges::stable_sort(out, {}, &SheetField::order);
}

void read_form(yaml::Object& display, std::string& form) {
  constexpr std::string_view scheme = "file://";
  std::string address;
  display.text("sheet_qtui", address);
  if (address.empty()) return;
  if (!address.starts_with(scheme)) return display.problem("sheet_qtui", "expected the address of a file: file:///etc/form.ui");
  auto const path = address.substr(scheme.size());
  std::error_code error;
  auto const size = std::filesystem::file_size(path, error);
  if (error || size == 0) return display.problem("sheet_qtui", "the file " + yaml::shown(path) + " cannot be read or is empty");
  if (size > largest_form) return display.problem("sheet_qtui", "the file is too large for a form: more than 1 MiB");
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  form = text.str();
  if (form.empty() || !is_valid_utf8(form))
    display.problem("sheet_qtui", "the file " + yaml::shown(path) + " cannot be read or is no text in UTF-8");
}

/// What events refer to, by its name.
struct Tables {
  std::map<std::string, SheetModel> displays;
  std::map<std::string, SheetModel> options;
  std::map<std::string, bool> to_everybody;
};

void read_tables(yaml::Object& section, Tables& tables) {
  section.named_objects("displays", [&](std::string const& name, yaml::Object& display) {
    auto& model = tables.displays[name];
    read_fields(display, "sheet_info", types({"title", "text", "url", "urlx", "phone", "picture", "form"}), model.sheet);
    read_fields(display, "systray_info", types({"title", "body"}), model.balloon);
    read_fields(display, "action_info", types({"urlauto"}), model.actions);
    read_form(display, model.form);
  });
  section.named_objects("options", [&](std::string const& name, yaml::Object& option) {
    auto& model = tables.options[name];
    option.flag("focus", model.focus);
    option.flag("zip", model.compressed);
  });
  section.named_objects("conditions", [&](std::string const& name, yaml::Object& condition) {
    constexpr std::array<std::pair<std::string_view, bool>, 2> whom{{{"dest", false}, {"all", true}}};
    condition.choice("whom", tables.to_everybody[name], whom, yaml::required);
  });
}

template <class Table>
typename Table::mapped_type const* named(yaml::Object& sheet, std::string_view key, Table const& table, yaml::Presence presence) {
  std::string name;
  sheet.text(key, name, presence);
  if (name.empty()) return nullptr;
  auto const found = table.find(name);
  if (found == table.end()) sheet.problem(key, "found " + yaml::shown(name) + ", which is not defined in this section");
  return found == table.end() ? nullptr : &found->second;
}

SheetModel read_sheet(yaml::Object& sheet, Tables const& tables) {
  SheetModel model;
  if (auto const* const display = named(sheet, "display", tables.displays, yaml::required)) model = *display;
  if (auto const* const option = named(sheet, "option", tables.options, yaml::optional)) {
    model.focus = option->focus;
    model.compressed = option->compressed;
  }
  if (auto const* const everybody = named(sheet, "condition", tables.to_everybody, yaml::optional))
    model.to_everybody = *everybody;
  return model;
}

}  // namespace

std::map<std::string, std::string> read_sheets(yaml::Object& file, directory::SheetModels& sheets, yaml::Problems& problems) {
  std::map<std::string, std::string> origins;
  file.object("sheets", [&](yaml::Object& section) {
    Tables tables;
    read_tables(section, tables);
    if (!section.has("events")) return;
    sheets.clear();
    section.object("events", [&](yaml::Object& of) {
      for (auto const* const event : events)
        of.objects(event, [&](yaml::Object& sheet) { sheets[event].push_back(read_sheet(sheet, tables)); });
    });
    origins["sheets"] = problems.at(file.place("sheets"));
  });
  return origins;
}

void read_incoming(yaml::Object& file, Config::Incoming& incoming) {
  file.object("incoming", [&](yaml::Object& section) {
    section.texts("contexts", incoming.contexts);
    section.text_map("numbers", incoming.numbers);
    for (auto const& [number, place] : incoming.numbers) {
      auto const at = place.find('@');
      auto const is_place = wire::asterisk::is_argument(place) && place.find('@', at + 1) == std::string::npos;
      if (number.empty() || at == 0 || at == std::string::npos || at + 1 == place.size() || !is_place)
        section.problem("numbers", "found " + yaml::shown(place) + " for " + yaml::shown(number) +
                                       ", expected an extension and its context: 1001@default");
    }
  });
}

std::string shown(std::vector<SheetModel> const& models) {
  std::string text;
  for (auto const& model : models)
    text += (text.empty() ? "" : ", ") + std::string("{lines: ") + std::to_string(model.sheet.size()) +
            ", balloon: " + std::to_string(model.balloon.size()) + ", actions: " + std::to_string(model.actions.size()) +
            ", whom: " + (model.to_everybody ? "all" : "dest") + "}";
  return "[" + text + "]";
}

}  // namespace crosspoint::app
