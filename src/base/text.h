#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace crosspoint {

/// ASCII letters compared without regard to case.
bool equal_ignoring_case(std::string_view a, std::string_view b);
bool less_ignoring_case(std::string_view a, std::string_view b);

/// ASCII letters made small; everything else stays.
std::string in_lower_case(std::string_view text);

/// The whole text as a decimal integer; nothing if any of it is something else.
std::optional<std::int64_t> to_integer(std::string_view text);

/// In small letters, without leading zeros.
std::string hexadecimal(std::uint64_t number);

bool is_valid_utf8(std::string_view text);

/// How many bytes of it are valid UTF-8, from the start.
std::size_t valid_utf8_length(std::string_view text);

/// The text with every byte that is not valid UTF-8 replaced by U+FFFD.
std::string valid_utf8(std::string_view text);

}  // namespace crosspoint
