#pragma once

#include <string>
#include <vector>

#include "directory/directory.h"

namespace crosspoint::directory {

/// One thing that must not be in a configuration.
struct Fault {
  std::string
      where;  ///< the entity and its field, as in an import file: "users.1.login"; without field: "presence_groups.office"
  std::string other;  ///< the other entity when two do not go together, else empty
  std::string what;   ///< one sentence, to be read after the field's name
  bool operator==(Fault const&) const = default;
};

/// What is wrong with single values: not a UUID, not a colour, a layout or a service that does not exist.
std::vector<Fault> value_faults(Directory const& directory);

/// What is wrong between entities: references to nothing, two that claim the same number, presences that every group must have.
std::vector<Fault> link_faults(Directory const& directory);

/// Both. A directory without faults is one that the core can work with.
std::vector<Fault> faults_of(Directory const& directory);

}  // namespace crosspoint::directory
