#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "directory/directory.h"
#include "domain/events_fwd.h"

namespace crosspoint::domain {

/// The state of every user's line, as its phone lamp would show it. (protocol B.2, telephony 2.6)
class Lines {
 public:
  static constexpr int unknown = 4;

  Lines(directory::Directory const& directory, Events& events) : directory_(directory), events_(events) {}

  /// The exchange tells the hint status of a device; devices that are no line of ours are remembered too: they may become one.
  void device_changed(std::string_view device, int status);

  [[nodiscard]] int status(directory::Line const& line) const;

  /// Lines may have come, gone or changed their device in the configuration.
  void reconfigured();

 private:
  directory::Directory const& directory_;
  Events& events_;
  std::unordered_map<std::string, int> devices_;
  std::unordered_map<std::string, std::vector<LineId>> lines_of_;
};

}  // namespace crosspoint::domain
