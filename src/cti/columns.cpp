#include "cti/columns.h"

#include <algorithm>

namespace crosspoint::cti {
namespace {

using directory::Column;
using directory::Display;
using domain::Person;

std::string text_of(Column const& column, Person const& person) {
  std::string text;
  for (auto const& field : column.fields) {
    auto const value = person.contact.value(field);
    if (!value.empty()) text += (text.empty() ? "" : " ") + value;
  }
  return text.empty() ? column.otherwise : text;
}

std::string_view number_type(Column const& column) {
  return column.type == "number_office" ? "office" : column.type == "number_mobile" ? "mobile" : "other";
}

}  // namespace

boost::json::value column_value(Column const& column, Person const& person) {
  if (column.is_favorite()) return person.favorite;
  if (column.is_personal()) return person.source == domain::personal_source;
  auto const text = text_of(column, person);
  return text.empty() ? boost::json::value(nullptr) : boost::json::value(text);
}

boost::json::object column_headers(Display const& display) {
  boost::json::array titles;
  boost::json::array types;
  for (auto const& column : display.columns) {
    titles.emplace_back(column.title);
    types.push_back(column.type.empty() ? boost::json::value(nullptr) : boost::json::value(column.type));
  }
  return {{"column_headers", std::move(titles)}, {"column_types", std::move(types)}};
}

boost::json::array old_headers(Display const& display) {
  boost::json::array titles;
  for (auto const& column : display.columns)
    if (!column.is_mark()) titles.emplace_back(column.title);
  return titles;
}

std::string old_row(Display const& display, Person const& person) {
  std::string row;
  for (bool first = true; auto const& column : display.columns) {
    if (column.is_mark()) continue;
    auto text = text_of(column, person);
    std::ranges::replace(text, ';', ',');
    row += (first ? "" : ";") + text;
    first = false;
  }
  return row;
}

boost::json::array switchboard_headers(Display const& display) {
  boost::json::array headers;
  bool has_number = false;
  for (auto const& column : display.columns) {
    if (column.is_mark() || (column.is_number() && has_number)) continue;
    has_number = has_number || column.is_number();
    headers.push_back({column.title, column.is_number() ? "number" : column.type});
  }
  return headers;
}

boost::json::array switchboard_entries(Display const& display, Person const& person) {
  auto const name = std::ranges::find(display.columns, "name", &Column::type);
  if (name == display.columns.end()) return {};
  boost::json::object entry;
  for (auto const& column : display.columns)
    if (column.type.empty()) entry[column.title] = text_of(column, person);
  entry["name"] = text_of(*name, person);
  boost::json::array entries;
  for (auto const& column : display.columns) {
    auto const number = column.is_number() ? text_of(column, person) : std::string{};
    if (number.empty()) continue;
    auto const type = number_type(column);
    entry["number"] = number;
    entry["number_type"] = boost::json::string_view(type.data(), type.size());
    entries.push_back(entry);
  }
  return entries;
}

}  // namespace crosspoint::cti
