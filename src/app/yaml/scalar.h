#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace crosspoint::app::yaml {

// What the text of a scalar means. Used for YAML values and environment variables alike.
// Errors: bad_request; the detail says what was expected, as it follows "expected ".

Result<bool> to_flag(std::string_view text);  ///< true, false, yes, no, on, off
Result<std::int64_t> to_number(std::string_view text, std::int64_t min, std::int64_t max);
Result<Duration> to_seconds(std::string_view text);   ///< 5, 0.25; at most a year
Result<std::size_t> to_bytes(std::string_view text);  ///< 512, 64k, 32M, 1G: powers of 1024

}  // namespace crosspoint::app::yaml
