#pragma once

#include <string>
#include <string_view>

namespace crosspoint {

/// The text as one line that is safe to show in a log or on a terminal, whoever wrote it: control characters, line separators and
/// marks that turn the direction of writing are escaped ("\n", "\x1b", "\u202e"); what is not UTF-8 becomes U+FFFD. What is
/// printable already stays as it is, backslashes included.
std::string printable(std::string_view text);

}  // namespace crosspoint
