#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "directory/directory.h"
#include "domain/call_events.h"
#include "domain/events_fwd.h"
#include "domain/line_index.h"

namespace crosspoint::domain {

class AttendedTransfers;
class Holds;

/// Whom each user talks to at the moment, over all lines of the user. (protocol S23, telephony 2.3)
class CurrentCalls {
 public:
  CurrentCalls(directory::Directory const& directory, Holds const& holds, AttendedTransfers const& transfers, Events& events)
      : directory_(directory), holds_(holds), transfers_(transfers), events_(events), lines_(directory) {}

  /// Oldest first; nothing for a user without a line.
  [[nodiscard]] std::optional<std::vector<CurrentCall>> of(UserId user) const;

  /// The line on which the user talks with the target of an attended transfer, or null. Whenever the user's calls are told, it
  /// has to be told after them that the target has answered. The desktop client offers to complete and to cancel after that
  /// message alone, and takes its offer back at every list of calls that is not empty. (S24)
  [[nodiscard]] directory::Line const* consults_on(UserId user) const;

  /// The exchange tells that a device has other calls than before, perhaps none that its user talks in.
  void calls_changed(std::string_view device);

  /// Tells of everybody who talks to somebody.
  void tell_again();

  /// Lines may have come, gone or changed hands in the configuration.
  void reconfigured() { lines_.rebuild(); }

 private:
  void tell(UserId user, std::vector<CurrentCall> calls);

  directory::Directory const& directory_;
  Holds const& holds_;
  AttendedTransfers const& transfers_;
  Events& events_;
  LineIndex lines_;
  std::map<UserId, std::vector<CurrentCall>> talking_;  ///< what was told last; who talks to nobody has no row
};

}  // namespace crosspoint::domain
