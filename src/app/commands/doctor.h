#pragma once

#include <iosfwd>

#include "app/config.h"

namespace crosspoint::app {

/// `crosspoint doctor`: looks at the exchange with the configured account and says what it lacks, with the lines to add. The exit
/// code: 0 when everything will work, 1 when something will not, or the exchange cannot be reached.
int run_doctor(Config const& config, std::ostream& out, std::ostream& errors);

/// `crosspoint doctor --print-dialplan`: prints the include for Asterisk's dialplan; it asks nobody.
int print_dialplan(std::ostream& out);

}  // namespace crosspoint::app
