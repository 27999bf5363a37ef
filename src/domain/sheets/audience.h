#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "directory/directory.h"
#include "domain/line_index.h"
#include "domain/name_index.h"

namespace crosspoint::domain {

/// Where a call leads, as a sheet names it: "user", "agent", "queue" or "group", and its number.
struct SheetDestination {
  std::string type, id;
  bool operator==(SheetDestination const&) const = default;
};

/// Whom the sheets of a call are for. (P197, protocol 7.5)
class Audience {
 public:
  explicit Audience(directory::Directory const& directory)
      : directory_(directory), lines_(directory), identities_(directory), agents_(directory) {}

  /// The configuration has changed.
  void rebuild();

  /// The users a sheet for that destination is shown to: the user, those who are the agent, the members of the queue; nobody when
  /// it is unknown.
  [[nodiscard]] std::vector<UserId> of(SheetDestination const& destination) const;

  /// The destination that a queue member stands for: the agent of "Agent/2001", the owner of a line; empty when it is neither.
  [[nodiscard]] SheetDestination destination_of_member(std::string_view member_name) const;

  /// The destination of "1001@default": a user by the number of a line, or a queue; empty when it is neither.
  [[nodiscard]] SheetDestination destination_of_number(std::string_view address) const;

  /// Null when it is no line of ours.
  [[nodiscard]] directory::Line const* line_of_device(std::string_view device) const { return lines_.of_device(device); }

 private:
  [[nodiscard]] std::vector<UserId> members_of(directory::Queue const& queue) const;

  directory::Directory const& directory_;
  LineIndex lines_;
  IdentityIndex identities_;
  AgentIndex agents_;
  std::multimap<AgentId, UserId> users_by_agent_;
};

}  // namespace crosspoint::domain
