#pragma once

namespace crosspoint::app {

/// Reads the command line and runs the one subcommand it names. Returns the exit code of the process: 0 done, 1 failed, 2 or more
/// when the command line could not be read; the reason is on stderr.
int run(int argc, char const* const* argv);

}  // namespace crosspoint::app
