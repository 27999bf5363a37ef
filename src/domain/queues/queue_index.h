#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "directory/directory.h"
#include "pbx/model/table.h"

namespace crosspoint::domain {

/// The configured queues by the names under which the exchange knows them.
class QueueIndex {
 public:
  explicit QueueIndex(directory::Directory const& directory) : directory_(directory) { rebuild(); }

  /// Queues may have come, gone or changed their name.
  void rebuild() {
    by_name_.clear();
    for (auto const& [id, queue] : directory_.queues) by_name_.emplace(queue.name, id);
  }

  /// Null when no such queue is configured.
  [[nodiscard]] directory::Queue const* named(std::string_view name) const {
    auto const* const id = pbx::lookup(by_name_, name);
    auto const found = id ? directory_.queues.find(*id) : directory_.queues.end();
    return found == directory_.queues.end() ? nullptr : &found->second;
  }

 private:
  directory::Directory const& directory_;
  pbx::Table<QueueId> by_name_;
};

}  // namespace crosspoint::domain
