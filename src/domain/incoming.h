#pragma once

#include <map>
#include <set>
#include <string>

namespace crosspoint::domain {

/// Calls from outside.
struct IncomingSettings {
  std::set<std::string> contexts;              ///< of the dialplan, in which they arrive
  std::map<std::string, std::string> numbers;  ///< called number to where it leads: "1001@default"
};

}  // namespace crosspoint::domain
