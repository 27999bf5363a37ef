#include "domain/line_index.h"

#include <iterator>

namespace crosspoint::domain {

void LineIndex::rebuild() {
  devices_.rebuild();
  by_number_.clear();
  by_number_alone_.clear();
  for (auto const& [id, line] : directory_.lines) {
    by_number_.emplace(std::pair(line.context, line.number), id);
    by_number_alone_.emplace(line.number, id);
  }
}

directory::Line const* LineIndex::of_number(std::string const& context, std::string const& number) const {
  auto const found = by_number_.find({context, number});
  return found == by_number_.end() ? nullptr : directory_.line(found->second);
}

directory::Line const* LineIndex::of_number(std::string const& number) const {
  auto const [first, end] = by_number_alone_.equal_range(number);
  return first == end || std::next(first) != end ? nullptr : directory_.line(first->second);
}

}  // namespace crosspoint::domain
