#include "app/yaml/problems.h"

#include <algorithm>

namespace crosspoint::app::yaml {
namespace {

constexpr std::size_t shown_length = 60;

}  // namespace

std::string Problems::at(YAML::Mark place) const {
  return place.is_null() ? source_ : source_ + ":" + std::to_string(place.line + 1) + ":" + std::to_string(place.column + 1);
}

std::vector<std::string> Problems::lines() const {
  auto sorted = found_;
  std::ranges::stable_sort(sorted, {}, [](Problem const& p) { return std::pair(p.place.line, p.place.column); });
  std::vector<std::string> lines;
  lines.reserve(sorted.size());
  for (auto const& [place, text] : sorted) lines.push_back(at(place) + ": " + text);
  return lines;
}

std::string shown(std::string_view text) {
  std::string out = "'";
  for (auto const c : text.substr(0, shown_length)) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  return out + (text.size() > shown_length ? "...'" : "'");
}

}  // namespace crosspoint::app::yaml
