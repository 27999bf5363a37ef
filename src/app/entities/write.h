#pragma once

#include <string>

#include "directory/directory.h"

namespace crosspoint::app::entities {

/// The configuration as an entities file, which read() understands. Without what is state and not configuration: no passwords and
/// no services.
std::string write(directory::Directory const& directory);

}  // namespace crosspoint::app::entities
