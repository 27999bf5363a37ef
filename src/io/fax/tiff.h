#pragma once

#include <optional>
#include <string_view>

namespace crosspoint::io::fax {

/// How many pages a TIFF file has; nothing when it is none or is cut off.
std::optional<int> pages_of_tiff(std::string_view bytes);

}  // namespace crosspoint::io::fax
