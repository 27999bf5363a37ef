#pragma once

#include <string_view>

#include "directory/directory.h"
#include "pbx/model/table.h"

namespace crosspoint::domain {

/// The configured agents by the names that they have as members of queues: "Agent/2001".
class AgentIndex {
 public:
  explicit AgentIndex(directory::Directory const& directory) : directory_(directory) { rebuild(); }

  /// Agents may have come, gone or changed their number.
  void rebuild() {
    by_name_.clear();
    for (auto const& [id, agent] : directory_.agents) by_name_.emplace(agent.member_name(), id);
  }

  /// Null when no such agent is configured.
  [[nodiscard]] directory::Agent const* named(std::string_view member_name) const {
    auto const* const id = pbx::lookup(by_name_, member_name);
    auto const found = id ? directory_.agents.find(*id) : directory_.agents.end();
    return found == directory_.agents.end() ? nullptr : &found->second;
  }

 private:
  directory::Directory const& directory_;
  pbx::Table<AgentId> by_name_;
};

}  // namespace crosspoint::domain
