#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>

#include "app/config.h"

namespace crosspoint::app {

struct CheckConfigOptions {
  std::optional<std::filesystem::path> config;  ///< nothing: /etc/crosspoint/config.yml
  bool show = false;                            ///< print the effective configuration, secrets masked
};

/// `crosspoint check-config`: reads the configuration as the server would. Prints every error to `errors` and returns 1, or that
/// it is valid to `out` and returns 0; warnings go to `errors` either way.
int check_config(CheckConfigOptions const& options, Environment const& environment, std::ostream& out, std::ostream& errors);

/// The same for this process: its environment, stdout and stderr.
int run_check_config(CheckConfigOptions const& options);

}  // namespace crosspoint::app
