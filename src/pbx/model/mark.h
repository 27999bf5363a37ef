#pragma once

#include <cstdint>

namespace crosspoint::pbx {

/// When an object was last confirmed, so that a list from Asterisk and the live events between its items can be joined.
/// (telephony 1.6)
struct Mark {
  std::uint64_t touched = 0;  ///< number of the live event that last concerned it
  std::uint64_t listed = 0;   ///< number of the list that last held it
  bool operator==(Mark const&) const = default;
};

}  // namespace crosspoint::pbx
