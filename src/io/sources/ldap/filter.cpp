#include "io/sources/ldap/filter.h"

#include "base/fold.h"
#include "base/text.h"
#include "io/sources/placeholder.h"

namespace crosspoint::io::sources::ldap {

std::string escaped(std::string_view value) {
  std::string text;
  text.reserve(value.size());
  for (char const c : value) {
    switch (c) {
      case '*': text += "\\2a"; break;
      case '(': text += "\\28"; break;
      case ')': text += "\\29"; break;
      case '\\': text += "\\5c"; break;
      case '\0': text += "\\00"; break;
      default: text += c;
    }
  }
  return text;
}

std::string matching(std::string_view filter, std::string_view pattern) {
  auto const with = [&](std::string_view text) { return filled(filter, "{pattern}", escaped(text)); };
  auto const plain = folded(pattern);
  return plain.empty() || equal_ignoring_case(plain, pattern) ? with(pattern) : "(|" + with(pattern) + with(plain) + ")";
}

std::string with_ids(std::string_view attribute, std::vector<std::string> const& ids) {
  std::string filter = "(|";
  for (auto const& id : ids) filter.append("(").append(attribute).append("=").append(escaped(id)).append(")");
  return filter + ")";
}

}  // namespace crosspoint::io::sources::ldap
