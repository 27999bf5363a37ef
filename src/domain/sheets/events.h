#pragma once

#include <string>
#include <vector>

#include "base/ids.h"

namespace crosspoint::domain {

/// A sheet for clients to show.
struct SheetShown {
  bool everybody = false;
  std::vector<UserId> users;  ///< unless it is for everybody
  std::string channel;        ///< of the call
  bool compressed = true;
  std::string payload;  ///< as wire::sheet::payload
  bool operator==(SheetShown const&) const = default;
};

}  // namespace crosspoint::domain
