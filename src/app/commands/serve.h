#pragma once

#include <filesystem>
#include <optional>

namespace crosspoint::app {

/// `crosspoint serve`: runs the server until SIGTERM or SIGINT; SIGHUP reads certificate and log level again. Tells systemd when
/// it is ready and when it stops. Returns the exit code: 0 after a stop that was asked for, 1 when it could not start.
int run_serve(std::optional<std::filesystem::path> const& config_file);

}  // namespace crosspoint::app
