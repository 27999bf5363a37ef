#pragma once

#include <yaml-cpp/yaml.h>

#include "app/entities/draft.h"
#include "app/yaml/problems.h"

namespace crosspoint::app::entities {

/// Reads an entities file (docs/import.md). Everything that cannot be read is a problem; what the entities mean to each other is
/// not looked at here.
Draft read(YAML::Node const& root, yaml::Problems& problems);

}  // namespace crosspoint::app::entities
