#include "domain/people/numbers.h"

#include <algorithm>

namespace crosspoint::domain {
namespace {

constexpr std::size_t telling = 9;  ///< digits

}  // namespace

std::string digits_of(std::string_view number) {
  std::string digits;
  for (char const c : number) {
    if (c >= '0' && c <= '9') digits += c;
    else if (std::string_view("+ ().-/").find(c) == std::string_view::npos) return {};
  }
  return digits;
}

bool same_number(std::string_view one, std::string_view other) {
  auto const a = digits_of(one), b = digits_of(other);
  if (a.empty() || b.empty()) return false;
  if (a.size() < telling || b.size() < telling) return a == b;
  return std::string_view(a).substr(a.size() - telling) == std::string_view(b).substr(b.size() - telling);
}

bool has_number(directory::Contact const& contact, std::string_view number) {
  return std::ranges::any_of(contact.fields, [&](auto const& field) { return same_number(field.second, number); });
}

}  // namespace crosspoint::domain
