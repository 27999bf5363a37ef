#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/line_index.h"

namespace crosspoint::pbx {
class Exchange;
}

namespace crosspoint::domain {

/// Whether the phone of that line does what a NOTIFY within a call says: `talk` is its auto_answer. (telephony 4.3)
bool takes_orders_within_call(directory::Line const& line);

/// Lets phones pick up the calls that their own users have asked for, where that takes a message to the phone once it rings:
/// `talk`, `aastra` or `yealink` in place of a header as the line's auto_answer. (telephony 4.3, T127)
class AutoAnswer {
 public:
  AutoAnswer(directory::Directory const& directory, pbx::Exchange& exchange) : exchange_(exchange), lines_(directory) {}

  /// The exchange tells that a device has other calls than before.
  void calls_changed(std::string_view device, Time now);

  /// Lines may have come, gone or got other phones in the configuration.
  void reconfigured() { lines_.rebuild(); }

 private:
  pbx::Exchange& exchange_;
  LineIndex lines_;
  std::set<std::string> asked_;  ///< uniqueids of the legs that ring and have been asked
};

}  // namespace crosspoint::domain
