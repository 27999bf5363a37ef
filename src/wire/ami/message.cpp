#include "wire/ami/message.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace crosspoint::wire::ami {

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
  static constexpr std::array<std::string_view, 4> nothing{"<unknown>", "unknown", "(null)", "N/A"};
  auto const value = get(name);
  return std::ranges::find(nothing, value) == nothing.end() ? value : std::string_view{};
}

bool Message::has(std::string_view name) const { return find(name) != nullptr; }

std::vector<std::string_view> Message::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (auto const& [key, value] : headers_)
    if (equal_ignoring_case(key, name)) values.push_back(value);
  return values;
}

}  // namespace crosspoint::wire::ami
