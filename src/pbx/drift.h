#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "flow/effects.h"

namespace crosspoint::pbx {

/// Counts where the background comparison found the model to differ from Asterisk. A difference is repaired at once, but counts
/// only if no event about the same object follows: Asterisk writes a list while older events still wait to be sent.
class Drift {
 public:
  static constexpr Duration grace{1'000'000};
  static constexpr std::size_t limit = 1000;  ///< differences held at a time; further ones count at once

  /// `key` names the object among those of its kind; `what` says in a few words what was found.
  void suspect(std::string_view kind, std::string_view key, std::string_view what, Time now);

  /// A live event speaks of this object: what looked like drift was on its way.
  void acquit(std::string_view kind, std::string_view key);

  /// Counts and logs the differences whose grace has passed.
  void settle(flow::Effects& effects, Time now);

  [[nodiscard]] Time deadline() const { return suspects_.empty() ? Time::max() : suspects_.front().due; }
  [[nodiscard]] std::uint64_t repaired() const { return repaired_; }

 private:
  struct Suspect {
    std::string kind, key, what;
    Time due;
  };
  std::vector<Suspect> suspects_;  ///< in order of time
  std::uint64_t repaired_ = 0;
};

}  // namespace crosspoint::pbx
