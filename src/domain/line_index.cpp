#include "domain/line_index.h"

namespace crosspoint::domain {

void LineIndex::rebuild() {
  devices_.rebuild();
  by_number_.clear();
  for (auto const& [id, line] : directory_.lines) by_number_.emplace(std::pair(line.context, line.number), id);
}

directory::Line const* LineIndex::of_number(std::string const& context, std::string const& number) const {
  auto const found = by_number_.find({context, number});
  return found == by_number_.end() ? nullptr : directory_.line(found->second);
}

}  // namespace crosspoint::domain
