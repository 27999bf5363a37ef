#pragma once

#include <optional>
#include <string_view>

#include "domain/asker.h"

namespace crosspoint::domain {

/// Which call of its user a request means: the one whose own leg has that unique id, and no other; or, when none is named, the
/// one that each request says of itself. Who names one is told when nothing can be done with it.
using Which = std::optional<std::string_view>;

/// Something that is to be done with a call.
struct Order {
  Asker asker;
  bool named;  ///< the call: then it is told when it has ended meanwhile
};

/// The errors of requests that name a call. (docs/protocol/extensions.md)
inline constexpr auto* no_such_call = "no_such_call";
inline constexpr auto* phone_takes_no_orders = "phone_takes_no_orders";

}  // namespace crosspoint::domain
