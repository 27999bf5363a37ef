#pragma once

#include <string>

#include "base/ids.h"

namespace crosspoint::domain {

/// Who asked for something that is answered later.
struct Asker {
  SessionId session;
  UserId user;
  std::string tag;  ///< the request's commandid as JSON, opaque here; empty if it had none
  bool operator==(Asker const&) const = default;
};

}  // namespace crosspoint::domain
