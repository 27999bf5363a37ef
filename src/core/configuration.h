#pragma once

#include <vector>

#include "directory/directory.h"
#include "domain/events.h"
#include "pbx/model/hints.h"

namespace crosspoint::core {

/// What clients have to be told of a new configuration: elements that were added, changed or removed. (P079 to P081)
domain::Events differences(directory::Directory const& before, directory::Directory const& after);

/// Users who were clients before and are not any more. (P212)
std::vector<UserId> sent_away(directory::Directory const& before, directory::Directory const& after);

/// The extension of every line, by its device.
pbx::Table<pbx::OwnExtension> own_extensions(directory::Directory const& directory);

}  // namespace crosspoint::core
