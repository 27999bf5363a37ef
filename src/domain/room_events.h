#pragma once

#include <string>

#include "base/ids.h"

namespace crosspoint::domain {

/// A conference room of that context has other participants, or they are heard or muted.
struct RoomsChanged {
  std::string context;
  bool operator==(RoomsChanged const&) const = default;
};

/// A user has entered or left a conference room.
struct MembershipsChanged {
  UserId user;
  bool operator==(MembershipsChanged const&) const = default;
};

}  // namespace crosspoint::domain
