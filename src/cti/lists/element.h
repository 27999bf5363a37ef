#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "cti/lists.h"
#include "cti/state.h"

namespace crosspoint::cti {

/// The element of a directory map with that id as text; null if there is none.
template <class Map>
auto const* element(Map const& map, std::string_view id) {
  auto const number = to_integer(id);
  auto const found = number ? map.find(typename Map::key_type{*number}) : map.end();
  return found == map.end() ? nullptr : &found->second;
}

/// The ids of the elements whose context the scope shows.
template <class Map>
std::vector<std::string> ids_in(Map const& map, Scope const& scope) {
  std::vector<std::string> ids;
  for (auto const& [id, element] : map)
    if (scope.shows(element.context)) ids.push_back(std::to_string(id.value));
  return ids;
}

/// The element, if the scope shows it.
template <class Map>
auto const* visible(Map const& map, Scope const& scope, std::string_view id) {
  auto const* const found = element(map, id);
  return found && scope.shows(found->context) ? found : nullptr;
}

/// An optional id as a number or null.
template <class Tag>
boost::json::value number_or_null(std::optional<Id<Tag>> id) {
  return id ? boost::json::value(id->value) : boost::json::value(nullptr);
}

}  // namespace crosspoint::cti
