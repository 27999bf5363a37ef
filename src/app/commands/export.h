#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>

#include "app/config.h"

namespace crosspoint::app {

struct ExportOptions {
  std::optional<std::filesystem::path> file;  ///< nothing: to `out`
};

/// `crosspoint export [FILE]`: writes what is configured as an entities file that `crosspoint import` reads, without passwords.
/// The exit code: 0 done, 1 failed, and then `errors` says why.
int run_export(Config const& config, ExportOptions const& options, std::ostream& out, std::ostream& errors);

}  // namespace crosspoint::app
