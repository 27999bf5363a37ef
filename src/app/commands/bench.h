#pragma once

#include <iosfwd>

#include "load/options.h"

namespace crosspoint::app {

/// `crosspoint bench`: measures a server of its own under load. Prints a table to `out`, progress and errors to `errors`. Returns
/// the exit code of the process: 0 measured, 1 something did not work, 2 an option is wrong.
int run_bench(load::Options options, std::ostream& out, std::ostream& errors);

}  // namespace crosspoint::app
