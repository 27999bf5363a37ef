#pragma once

#include "base/time.h"

namespace crosspoint {

/// What the clock on the wall shows at any Time, by what it has shown last. When it is set, all that was before is told by the
/// new reckoning: the one that is right now says best how long ago something was. Until it is set, both count from the same
/// moment.
class WallClock {
 public:
  /// At `now` it shows that. By how much it was set, forward or back.
  Duration set(Time now, WallTime shown) {
    auto const by = shown - at(now);
    ahead_ += by;
    return by;
  }

  [[nodiscard]] WallTime at(Time time) const { return WallTime(time.time_since_epoch() + ahead_); }
  [[nodiscard]] Time when(WallTime shown) const { return Time(shown.time_since_epoch() - ahead_); }

 private:
  Duration ahead_{};
};

}  // namespace crosspoint
