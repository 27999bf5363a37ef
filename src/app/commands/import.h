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
/// Says on stdout what was done, on stderr everything that is wrong. 0 when done, 1 when refused.
int run_import(Config const& config, ImportOptions const& options);

}  // namespace crosspoint::app
