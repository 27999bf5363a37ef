#pragma once

#include <filesystem>
#include <iosfwd>

#include "app/config.h"
#include "app/entities/merge.h"

namespace crosspoint::app {

struct ImportOptions {
  std::filesystem::path file;
  entities::Unnamed unnamed = entities::Unnamed::stays;  ///< --replace: goes
};

/// `crosspoint import FILE [--replace]`: brings an entities file into the store, all of it or nothing, also while a server runs.
/// Says what was done, or everything that is wrong. The exit code: 0 done, 1 refused.
int run_import(Config const& config, ImportOptions const& options, std::ostream& out, std::ostream& errors);

}  // namespace crosspoint::app
