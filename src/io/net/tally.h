#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace crosspoint::io::net {

/// Turns what happens to sessions into log lines, at most one per reason and interval, so that whoever attacks cannot flood the
/// log: the first of a kind is told at once, those that follow are counted and told together. Pure; used by one thread.
class Tally {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::seconds interval{1};
  static constexpr std::size_t most_reasons = 64;  ///< further ones are told as "other reasons"

  /// It happened to `who` because of `reason`: the line for the log, if one is due.
  [[nodiscard]] std::optional<std::string> add(std::string const& reason, std::string const& who, Clock::time_point now);

  /// The lines for what was only counted and whose interval is over.
  [[nodiscard]] std::vector<std::string> overdue(Clock::time_point now);

  /// Something was counted and not told yet: ask overdue() later.
  [[nodiscard]] bool holds_back() const;

 private:
  struct Count {
    Clock::time_point told;
    std::size_t untold = 0;
  };
  std::map<std::string, Count> counts_;
};

}  // namespace crosspoint::io::net
