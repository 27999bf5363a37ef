#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>

#include "base/time.h"

namespace crosspoint::session {

/// Counts refused passwords by address and by login over the last minute, so that guessing becomes slow. Bounded: past
/// `most_keys` the oldest refusals are forgotten.
class Attempts {
 public:
  static constexpr std::size_t most_keys = 50'000;

  explicit Attempts(std::size_t limit) : limit_(limit) {}

  /// Whether that key has reached its limit of refusals within the last minute.
  [[nodiscard]] bool exhausted(std::string const& key, Time now);

  void refused(std::string const& key, Time now);

 private:
  void forget_before(Time limit);

  std::size_t limit_;
  std::deque<std::pair<Time, std::string>> refusals_;
  std::unordered_map<std::string, std::size_t> counts_;
};

}  // namespace crosspoint::session
