#pragma once

#include <string>
#include <string_view>

namespace crosspoint::wire::csv {

/// The bytes of a file as UTF-8, without a byte order mark. What is not valid UTF-8 is taken for Windows-1252, which holds
/// Latin-1.
std::string to_utf8(std::string_view bytes);

}  // namespace crosspoint::wire::csv
