#include "app/entities/draft.h"

namespace crosspoint::app::entities {

void Places::note(std::string const& path, yaml::Object const& entity, std::initializer_list<char const*> fields) {
  marks_.emplace(path, entity.place(""));
  for (auto const* const field : fields) marks_.emplace(path + "." + field, entity.place(field));
}

void Places::note(std::string const& path, YAML::Mark place) { marks_.emplace(path, place); }

std::optional<YAML::Mark> Places::find(std::string path) const {
  while (true) {
    if (auto const found = marks_.find(path); found != marks_.end()) return found->second;
    auto const dot = path.rfind('.');
    if (dot == std::string::npos) return std::nullopt;
    path.resize(dot);
  }
}

}  // namespace crosspoint::app::entities
