#include "app/yaml/scalar.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "base/text.h"

namespace crosspoint::app::yaml {
namespace {

constexpr double longest_seconds = 365.0 * 24 * 3600;

}  // namespace

Result<bool> to_flag(std::string_view text) {
  for (auto const* const word : {"true", "yes", "on"})
    if (equal_ignoring_case(text, word)) return true;
  for (auto const* const word : {"false", "no", "off"})
    if (equal_ignoring_case(text, word)) return false;
  return fail(Errc::bad_request, "true or false");
}

Result<std::int64_t> to_number(std::string_view text, std::int64_t min, std::int64_t max) {
  auto const value = to_integer(text);
  if (value && *value >= min && *value <= max) return *value;
  if (max == std::numeric_limits<std::int64_t>::max()) return fail(Errc::bad_request, "a number from " + std::to_string(min));
  return fail(Errc::bad_request, "a number from " + std::to_string(min) + " to " + std::to_string(max));
}

Result<Duration> to_seconds(std::string_view text) {
  double value = 0;
  auto const* const end = text.data() + text.size();
  auto const [rest, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  if (error != std::errc{} || rest != end || !(value >= 0 && value <= longest_seconds))
    return fail(Errc::bad_request, "a number of seconds, such as 5 or 0.25, at most a year");
  return Duration(std::llround(value * 1e6));
}

Result<std::size_t> to_bytes(std::string_view text) {
  constexpr auto wanted = "a number of bytes, such as 512, 64k, 32M or 1G";
  int shift = 0;
  if (auto const unit = text.empty() ? std::string_view::npos : std::string_view("kKmMgG").find(text.back());
      unit != std::string_view::npos) {
    shift = 10 * (static_cast<int>(unit) / 2 + 1);
    text.remove_suffix(1);
  }
  auto const value = to_integer(text);
  if (!value || *value < 0 || *value > (std::numeric_limits<std::int64_t>::max() >> shift))
    return fail(Errc::bad_request, wanted);
  return static_cast<std::size_t>(*value) << shift;
}

}  // namespace crosspoint::app::yaml
