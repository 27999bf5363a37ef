#pragma once

#include <string>
#include <variant>

#include "base/ids.h"
#include "base/time.h"
#include "directory/entities.h"
#include "flow/past_call.h"

namespace crosspoint::flow {

struct SaveServices {
  UserId user;
  directory::Services services;
  bool operator==(SaveServices const&) const = default;
};

struct SaveChat {
  UserId from, to;
  Time sent;
  std::string alias, text;
  bool operator==(SaveChat const&) const = default;
};

struct SaveCall {
  UserId user;
  PastCall call;
  bool operator==(SaveCall const&) const = default;
};

/// Something durable that the core has decided; the store carries it out whole or not at all. Another one is a struct here and
/// its file in io/store/.
using Change = std::variant<SaveServices, SaveChat, SaveCall>;

}  // namespace crosspoint::flow
