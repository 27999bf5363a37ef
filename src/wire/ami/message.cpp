#include "wire/ami/message.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace crosspoint::wire::ami {

bool is_nothing(std::string_view value) {
  static constexpr std::array<std::string_view, 5> nothing{"", "<unknown>", "unknown", "(null)", "N/A"};
  return std::ranges::find(nothing, value) != nothing.end();
}

Message::Header const* Message::find(std::string_view name) const {
  auto const exact = std::ranges::find(headers_, name, &Header::first);
  if (exact != headers_.end()) return &*exact;
  auto const loose = std::ranges::find_if(headers_, [&](Header const& h) { return equal_ignoring_case(h.first, name); });
  return loose == headers_.end() ? nullptr : &*loose;
}

std::string_view Message::get(std::string_view name) const {
  auto const* const header = find(name);
  return header ? header->second : std::string_view{};
}

std::string_view Message::party(std::string_view name) const {
  auto const value = get(name);
  return is_nothing(value) ? std::string_view{} : value;
}

bool Message::has(std::string_view name) const { return find(name) != nullptr; }

std::vector<std::string_view> Message::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (auto const& [key, value] : headers_)
    if (equal_ignoring_case(key, name)) values.push_back(value);
  return values;
}

}  // namespace crosspoint::wire::ami
