#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "directory/directory.h"
#include "domain/call_events.h"
#include "domain/events_fwd.h"

namespace crosspoint::pbx {
class Exchange;
}

namespace crosspoint::domain {

/// Whom each user talks to at the moment, over all lines of the user. (protocol S23, telephony 2.3)
class CurrentCalls {
 public:
  CurrentCalls(directory::Directory const& directory, pbx::Exchange const& exchange, Events& events)
      : directory_(directory), exchange_(exchange), events_(events) {}

  /// Oldest first; nothing for a user without a line.
  [[nodiscard]] std::optional<std::vector<CurrentCall>> of(UserId user) const;

  /// The exchange tells that a device has other calls than before, perhaps none that its user talks in.
  void calls_changed(std::string_view device);

  /// Lines may have come, gone or changed hands in the configuration.
  void reconfigured();

 private:
  directory::Directory const& directory_;
  pbx::Exchange const& exchange_;
  Events& events_;
  std::unordered_map<std::string, UserId> owners_;      ///< by device
  std::map<UserId, std::vector<CurrentCall>> talking_;  ///< what was told last; who talks to nobody has no row
};

}  // namespace crosspoint::domain
