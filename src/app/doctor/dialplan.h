#pragma once

#include <string_view>

namespace crosspoint::app::doctor {

/// packaging/asterisk/crosspoint.conf: what `doctor --print-dialplan` prints. Made part of the binary by cmake/dialplan.cmake.
std::string_view dialplan_include();

}  // namespace crosspoint::app::doctor
