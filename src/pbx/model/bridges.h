#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pbx/model/mark.h"
#include "pbx/model/table.h"

namespace crosspoint::pbx {

/// Where channels hear each other. (telephony 2.2)
struct Bridge {
  std::string uniqueid;
  std::string type;                  ///< "basic": two parties; "base": a conference; "parking"; empty: not known yet
  std::vector<std::string> members;  ///< uniqueids, in the order of entry
  Mark mark;

  /// Only here are the members each other's peers.
  [[nodiscard]] bool joins_two() const { return type == "basic"; }
};

using Bridges = Table<Bridge>;

}  // namespace crosspoint::pbx
