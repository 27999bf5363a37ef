#pragma once

#include <filesystem>
#include <optional>

namespace crosspoint::app {

/// `crosspoint serve`: runs the server until SIGTERM or SIGINT; SIGHUP reads certificate and log level again. Tells systemd when
/// it is ready and when it stops. Returns the exit code: 0 after a stop that was asked for, 1 when it could not start.
///
/// With `demo` the page of the browser client has buttons that sign in as people of the demo; a program that was built for a
/// package (CROSSPOINT_PACKAGED) refuses that, since such a button on a real server would let everybody in.
int run_serve(std::optional<std::filesystem::path> const& config_file, bool demo);

}  // namespace crosspoint::app
