#pragma once

#include <map>
#include <string>

#include "base/ids.h"
#include "base/wall_clock.h"

namespace crosspoint::domain {

/// When agents had the last calls that the exchange tells of its members: it tells them by its own clock. Each is reckoned once,
/// when it is told: either clock may be set afterwards.
class LastCalls {
 public:
  /// By no more than that the exchange's clock differs from ours, unless one of them is wrong.
  static constexpr Duration clocks_agree{5'000'000};

  explicit LastCalls(WallClock const& wall_clock) : wall_clock_(wall_clock) {}

  /// The last call of an agent as that member: one of its queues and the interface there. Long ago when it has had none.
  [[nodiscard]] Time of(AgentId agent, std::string const& member, WallTime told, Time now);

  /// What the exchange tells next may have happened while nobody heard it.
  void link_is_live();
  void forget(AgentId agent) { known_.erase(agent); }

 private:
  struct LastCall {
    WallTime told;
    Time at;
    bool watched = false;  ///< it has been seen over the present link: the exchange tells at once when it is another
  };

  WallClock const& wall_clock_;
  std::map<AgentId, std::map<std::string, LastCall>> known_;  ///< by member
};

}  // namespace crosspoint::domain
