#pragma once

#include <string>
#include <string_view>

namespace crosspoint::io::sources {

/// The template with `value` in every place of `placeholder`, such as "{pattern}".
std::string filled(std::string_view text, std::string_view placeholder, std::string_view value);

}  // namespace crosspoint::io::sources
