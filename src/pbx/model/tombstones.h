#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pbx/model/table.h"

namespace crosspoint::pbx {

/// Remembers the last objects that went, so that a late event or an older list item does not bring them back.
class Tombstones {
 public:
  static constexpr std::size_t limit = 1024;

  /// `event`: number of the live event with which it went.
  void add(std::string_view key, std::uint64_t event) {
    if (auto* const known = lookup(went_, key)) {
      *known = event;
      return;
    }
    went_.emplace(key, event);
    if (order_.size() < limit) {
      order_.emplace_back(key);
      return;
    }
    went_.erase(order_[oldest_]);
    order_[oldest_] = key;
    oldest_ = (oldest_ + 1) % limit;
  }

  [[nodiscard]] bool hold(std::string_view key) const { return lookup(went_, key) != nullptr; }

  /// Whether it went with a later event than that.
  [[nodiscard]] bool hold_since(std::string_view key, std::uint64_t event) const {
    auto const* const went = lookup(went_, key);
    return went && *went > event;
  }

 private:
  Table<std::uint64_t> went_;
  std::vector<std::string> order_;
  std::size_t oldest_ = 0;
};

}  // namespace crosspoint::pbx
