#pragma once

#include <string>
#include <string_view>

#include "base/time.h"

namespace crosspoint::app::client {

// What the server says in codes, in words that say what to do.

/// An error_string. (protocol appendix A)
std::string error_in_words(std::string_view error_string);

/// A hintstatus: "ringing". (protocol B.2)
std::string line_state(std::string_view hintstatus);
/// Whether a line in this state has a call that could be hung up.
bool has_call(std::string_view hintstatus);

/// An agent's availability. (protocol B.1)
std::string availability(std::string_view code);

/// A queue member's status. (protocol B.3)
std::string member_state(std::string_view code);

/// "17:45:03", local time.
std::string clock_text(WallTime time);

}  // namespace crosspoint::app::client
