#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/entities/draft.h"
#include "app/yaml/problems.h"
#include "directory/directory.h"

namespace crosspoint::app::entities {

/// What happens to that which is stored and which the file does not name.
enum class Unnamed { stays, goes };

/// The configuration as it shall be once a file is imported. An entity that the file names is as the file says, with three things
/// of what is stored: services that the file does not give, and the UUIDs of the server and the users. `new_uuid` makes those
/// that neither has.
directory::Directory merge(directory::Directory const& stored, Draft const& draft, Unnamed unnamed,
                           std::function<std::string()> const& new_uuid);

/// What is wrong with the merged configuration, told at the places of the file that brought it about.
void check(directory::Directory const& merged, Draft const& draft, yaml::Problems& problems);

}  // namespace crosspoint::app::entities
