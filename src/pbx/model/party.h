#pragma once

#include <string>

namespace crosspoint::pbx {

/// Name and number of somebody on the telephone; empty when Asterisk does not know them.
struct Party {
  std::string name, number;
  bool operator==(Party const&) const = default;
};

}  // namespace crosspoint::pbx
