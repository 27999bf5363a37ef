#include "io/net/tally.h"

#include <algorithm>

namespace crosspoint::io::net {

std::optional<std::string> Tally::add(std::string const& reason, std::string const& who, Clock::time_point now) {
  auto const& kind = counts_.size() < most_reasons || counts_.contains(reason) ? reason : "other reasons";
  auto const [found, is_first] = counts_.try_emplace(kind, Count{now});
  auto& count = found->second;
  if (!is_first && (count.untold > 0 || now - count.told < interval)) {
    ++count.untold;
    return std::nullopt;
  }
  count.told = now;
  return kind + " (" + who + ")";
}

std::vector<std::string> Tally::overdue(Clock::time_point now) {
  std::vector<std::string> lines;
  for (auto& [reason, count] : counts_) {
    if (count.untold == 0 || now - count.told < interval) continue;
    lines.push_back(reason + " (" + std::to_string(count.untold) + " more)");
    count = {now};
  }
  return lines;
}

bool Tally::holds_back() const {
  return std::ranges::any_of(counts_, [](auto const& entry) { return entry.second.untold > 0; });
}

}  // namespace crosspoint::io::net
