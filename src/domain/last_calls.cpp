#include "domain/last_calls.h"

namespace crosspoint::domain {

Time LastCalls::of(AgentId agent, std::string const& member, WallTime told, Time now) {
  auto& known = known_[agent][member];
  if (known.told != told) {
    auto const reckoned = wall_clock_.when(told);
    auto const is_likely = reckoned <= now + clocks_agree && (!known.watched || reckoned >= now - clocks_agree);
    known.told = told;
    known.at = is_likely ? reckoned : std::chrono::floor<std::chrono::seconds>(now);
  }
  known.watched = true;
  return told == WallTime{} ? Time{} : known.at;
}

void LastCalls::link_is_live() {
  for (auto& [agent, members] : known_)
    for (auto& [member, last] : members) last.watched = false;
}

}  // namespace crosspoint::domain
