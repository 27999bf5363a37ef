#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pbx/model/model.h"
#include "pbx/notice.h"

namespace crosspoint::pbx {

/// Turns what a message has touched into notices, and only what then really differs from what was told before. (T026, T061)
/// Remembers what was told; it does not change the model.
class Changes {
 public:
  /// The calls of this device may be others now.
  void touch_calls(std::string_view device);
  /// The status of this device may be another now.
  void touch_device(std::string_view device);
  /// The waiting calls of this queue are others now.
  void touch_entries(std::string_view queue);

  template <class What>
  void tell(What what) {
    notices_.emplace_back(std::move(what));
  }

  /// To be called after each message, with what it has made of the model.
  void settle(Model const& model);

  [[nodiscard]] Notices take() { return std::exchange(notices_, {}); }

 private:
  Notices notices_;
  std::vector<std::string> calls_, devices_, entries_;
  Table<std::uint64_t> calls_told_;  ///< digest by device; a device without calls has no row
  Table<int> status_told_;           ///< by device; a device that is unavailable has no row
};

}  // namespace crosspoint::pbx
