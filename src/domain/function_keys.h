#pragma once

#include <string>

#include "base/ids.h"
#include "directory/function_key.h"
#include "domain/feature_codes.h"

namespace crosspoint::domain {

/// What a key of a phone dials, and what its lamp subscribes to: the prefix, then the user, the service's code and the
/// destination, if there is one, joined by `*`. A `*` inside the second part is written `**2`, and so on. (telephony 4.14)
std::string function_key_extension(UserId user, directory::FunctionKey const& key, FeatureCodes const& codes);

}  // namespace crosspoint::domain
