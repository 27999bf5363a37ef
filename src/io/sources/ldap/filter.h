#pragma once

#include <string>
#include <string_view>
#include <vector>

// LDAP's search filters (RFC 4515). Pure.
namespace crosspoint::io::sources::ldap {

/// The value as it stands in a filter: what has a meaning there is written as its code.
std::string escaped(std::string_view value);

/// The configured filter with the pattern in every place of "{pattern}"; or with the pattern as searches fold it, where that is
/// different from it. Whether "jose" finds "José" is still the server's decision, but "José" finds "Jose".
std::string matching(std::string_view filter, std::string_view pattern);

/// "(|(uid=a)(uid=b))".
std::string with_ids(std::string_view attribute, std::vector<std::string> const& ids);

}  // namespace crosspoint::io::sources::ldap
