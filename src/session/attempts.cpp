#include "session/attempts.h"

namespace crosspoint::session {

void Attempts::forget_before(Time limit) {
  while (!refusals_.empty() && (refusals_.front().first < limit || refusals_.size() > most_keys)) {
    auto const found = counts_.find(refusals_.front().second);
    if (--found->second == 0) counts_.erase(found);
    refusals_.pop_front();
  }
}

bool Attempts::exhausted(std::string const& key, Time now) {
  forget_before(now - std::chrono::minutes(1));
  auto const found = counts_.find(key);
  return found != counts_.end() && found->second >= limit_;
}

void Attempts::refused(std::string const& key, Time now) {
  refusals_.emplace_back(now, key);
  ++counts_[key];
  forget_before(now - std::chrono::minutes(1));
}

}  // namespace crosspoint::session
