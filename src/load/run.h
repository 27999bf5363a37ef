#pragma once

#include <iosfwd>

#include "load/options.h"

namespace crosspoint::load {

/// Runs the phases one after the other: the table to `out` as it grows, progress and errors to `errors`. Returns the exit code of
/// the process: 0 all was measured (whatever the figures), 1 something did not work, 2 there is no such phase.
int run(Options const& options, std::ostream& out, std::ostream& errors);

/// The phases, one to a line, for people.
std::string list_of_phases();

}  // namespace crosspoint::load
