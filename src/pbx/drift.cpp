#include "pbx/drift.h"

#include <algorithm>

namespace crosspoint::pbx {

void Drift::suspect(std::string_view kind, std::string_view key, std::string_view what, Time now) {
  if (suspects_.size() >= limit) ++repaired_;
  else suspects_.push_back({std::string(kind), std::string(key), std::string(what), now + grace});
}

void Drift::acquit(std::string_view kind, std::string_view key) {
  if (suspects_.empty()) return;
  std::erase_if(suspects_, [&](Suspect const& s) { return s.key == key && s.kind == kind; });
}

void Drift::settle(flow::Effects& effects, Time now) {
  auto const due = std::ranges::find_if(suspects_, [&](Suspect const& s) { return s.due > now; });
  std::for_each(suspects_.begin(), due, [&](Suspect const& s) {
    ++repaired_;
    effects.emplace_back(Log{LogLevel::warning, "repaired from Asterisk's list: " + s.kind + " " + s.key + " " + s.what});
  });
  suspects_.erase(suspects_.begin(), due);
}

}  // namespace crosspoint::pbx
