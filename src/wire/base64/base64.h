#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crosspoint::wire::base64 {

/// On one line, padded.
std::string encode(std::string_view bytes);

/// Nothing if it is no base64. White space between the characters counts as nothing, the padding may be missing.
std::optional<std::string> decode(std::string_view text);

}  // namespace crosspoint::wire::base64
