#pragma once

#include <map>
#include <string>
#include <string_view>

namespace crosspoint::domain {

/// What is known of a call, by names as "xivo-calleridnum". (protocol 7.7)
using Variables = std::map<std::string, std::string, std::less<>>;

/// The text with every {name} replaced that is known; others stay as they are, braces included. When none is known it is the
/// fallback, unless that is empty. Where there is a fallback, a variable without a value counts as unknown. (P195, protocol 7.6)
std::string substituted(std::string_view text, std::string_view fallback, Variables const& variables);

/// The same of a Qt form, which has no fallback.
std::string substituted(std::string_view form, Variables const& variables);

}  // namespace crosspoint::domain
