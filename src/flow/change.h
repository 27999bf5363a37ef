#pragma once

#include <variant>

#include "base/ids.h"
#include "directory/entities.h"

namespace crosspoint::flow {

struct SaveServices {
  UserId user;
  directory::Services services;
  bool operator==(SaveServices const&) const = default;
};

/// Something durable that the core has decided; the store carries it out whole or not at all. Another one is a struct here and
/// its file in io/store/.
using Change = std::variant<SaveServices>;

}  // namespace crosspoint::flow
