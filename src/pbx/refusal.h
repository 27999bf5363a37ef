#pragma once

#include <string>
#include <string_view>

#include "base/log.h"

namespace crosspoint::pbx {

/// Why Asterisk did not carry out an action. (telephony 1.4)
enum class Refusal {
  no_right,   ///< "Permission denied"
  no_module,  ///< "Invalid/unknown command: ..."
  other,      ///< it says so itself, and means what was asked for
};
Refusal read_refusal(std::string_view message);

enum class Importance {
  needed,
  optional,  ///< we go on without
};

/// The line for the log that names the action and what to do. (T017)
Log explain(Refusal refusal, std::string_view action, std::string_view username, Importance importance);

}  // namespace crosspoint::pbx
