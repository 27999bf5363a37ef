#pragma once

#include <vector>

#include "directory/directory.h"
#include "domain/events.h"

namespace crosspoint::core {

/// What clients have to be told of a new configuration: elements that were added, changed or removed. (P079 to P081)
domain::Events differences(directory::Directory const& before, directory::Directory const& after);

/// Users who were clients before and are not any more. (P212)
std::vector<UserId> sent_away(directory::Directory const& before, directory::Directory const& after);

}  // namespace crosspoint::core
