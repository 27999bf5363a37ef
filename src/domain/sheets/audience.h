#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "directory/directory.h"

namespace crosspoint::domain {

/// Where a call leads, as a sheet names it: "user", "agent", "queue" or "group", and its number.
struct SheetDestination {
  std::string type, id;
  bool operator==(SheetDestination const&) const = default;
};

/// The users a sheet for that destination is shown to: the user, those who are the agent, the members of the queue; nobody when
/// it is unknown. (P197, protocol 7.5)
std::vector<UserId> audience(directory::Directory const& directory, SheetDestination const& destination);

/// The destination that a queue member stands for: the agent of "Agent/2001", the owner of a line; empty when it is neither.
SheetDestination destination_of_member(directory::Directory const& directory, std::string_view member_name);

/// The destination of "1001@default": a user by the number of a line, or a queue; empty when it is neither.
SheetDestination destination_of_number(directory::Directory const& directory, std::string_view address);

}  // namespace crosspoint::domain
