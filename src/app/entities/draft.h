#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include <yaml-cpp/mark.h>

#include "app/yaml/reader.h"
#include "directory/directory.h"

namespace crosspoint::app::entities {

/// Where in a file the entities and their fields stand, so that what is found wrong later can be told at its place.
class Places {
 public:
  /// `path` names the entity, "users.1"; each field has the path of its own, "users.1.login".
  void note(std::string const& path, yaml::Object const& entity, std::initializer_list<char const*> fields);
  void note(std::string const& path, YAML::Mark place);

  /// The place of the path or, for lack of it, of what it is a part of; nothing when the file does not speak of it.
  [[nodiscard]] std::optional<YAML::Mark> find(std::string path) const;

 private:
  std::unordered_map<std::string, YAML::Mark> marks_;
};

/// What an entities file says: part of a configuration, or all of one.
struct Draft {
  directory::Directory directory;           ///< only what the file names
  std::map<UserId, std::string> passwords;  ///< in clear, of the users who have one in the file
  std::set<UserId> services;                ///< the users whose services the file gives
  Places places;
};

}  // namespace crosspoint::app::entities
