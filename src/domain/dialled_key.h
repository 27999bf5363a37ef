#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "domain/feature.h"
#include "domain/feature_codes.h"

namespace crosspoint::domain {

/// A programmed key of a phone, as its extension names it. (telephony 4.14)
struct DialledKey {
  UserId user;
  Feature feature;
  std::string destination;  ///< of a forward, or empty
  bool operator==(DialledKey const&) const = default;
};

/// Reads "*73542***221*1003": the prefix, then user, code and destination, joined by `*`; a `*` inside part number k is written
/// `**k`. Nothing when it is not the key of a service.
std::optional<DialledKey> read_key(std::string_view extension, FeatureCodes const& codes);

}  // namespace crosspoint::domain
