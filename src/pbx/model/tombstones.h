#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

#include "pbx/model/table.h"

namespace crosspoint::pbx {

/// Remembers the last objects that went, so that a late event or an older list item does not bring them back.
class Tombstones {
 public:
  static constexpr std::size_t limit = 1024;

  void add(std::string_view key) {
    if (!keys_.insert(std::string(key)).second) return;
    auto& slot = order_[next_];
    keys_.erase(slot);
    slot = key;
    next_ = (next_ + 1) % limit;
  }

  [[nodiscard]] bool hold(std::string_view key) const { return !keys_.empty() && keys_.find(key) != keys_.end(); }

 private:
  std::unordered_set<std::string, TextHash, std::equal_to<>> keys_;
  std::array<std::string, limit> order_;
  std::size_t next_ = 0;
};

}  // namespace crosspoint::pbx
