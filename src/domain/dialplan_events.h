#pragma once

#include <string>

#include "base/ids.h"
#include "domain/feature.h"

namespace crosspoint::domain {

/// A user has dialled a feature code, and what it changed is stored: the dialplan waits to hear it.
struct FeatureDialled {
  AgiId asker;
  UserId user;
  Feature feature;
  bool operator==(FeatureDialled const&) const = default;
};

/// Do not disturb has ended a call before any phone rang. (telephony 5.1)
struct CallTurnedAway {
  UserId user;
  std::string uniqueid;                    ///< of the caller's channel
  std::string caller_name, caller_number;  ///< empty when Asterisk does not know them
  bool operator==(CallTurnedAway const&) const = default;
};

}  // namespace crosspoint::domain
