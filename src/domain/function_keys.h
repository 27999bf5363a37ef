#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "directory/feature_codes.h"
#include "directory/function_key.h"

namespace crosspoint::domain {

/// What a key of a phone dials, and what its lamp subscribes to: the prefix, then the user, the service's code and the
/// destination, if there is one, joined by `*`. A `*` inside the second part is written `**2`, and so on. (telephony 4.14)
std::string function_key_extension(UserId user, directory::FunctionKey const& key, directory::FeatureCodes const& codes);

struct DialledKey {
  UserId user;
  directory::FunctionKey key;
  bool operator==(DialledKey const&) const = default;
};

/// The key whose extension that is; nothing when it is none.
std::optional<DialledKey> dialled_key(std::string_view extension, directory::FeatureCodes const& codes);

}  // namespace crosspoint::domain
