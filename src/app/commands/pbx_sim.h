#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace crosspoint::app {

/// What `crosspoint pbx-sim` is started with.
struct PbxSimOptions {
  std::string listen = "127.0.0.1:5038";  ///< loopback address and port of the AMI; port 0: any free one
  std::string username = "crosspoint";
  std::string secret;                    ///< empty: the environment's CROSSPOINT_SIM_SECRET
  std::size_t phones = 8;                ///< 1001 and up
  std::optional<std::uint16_t> console;  ///< loopback port of the console besides stdin; 0: any free one
};

/// Runs the simulated exchange until `quit`, SIGINT or SIGTERM. Prints where it listens, one line each, on stdout. Returns the
/// exit code of the process: 0, 1 when it can't listen, 2 when an option is wrong.
int run_pbx_sim(PbxSimOptions const& options);

}  // namespace crosspoint::app
