#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/events_fwd.h"

namespace crosspoint::domain {

/// The state of every user's line, as its phone lamp would show it. (protocol B.2, telephony 2.6)
class Lines {
 public:
  static constexpr int unknown = 4;

  Lines(directory::Directory const& directory, Events& events) : directory_(directory), events_(events) {}

  /// The exchange tells the hint status of a device; devices that are no line of ours are remembered too: they may become one.
  /// `since`: nothing when it may have been so for long.
  void device_changed(std::string_view device, int status, std::optional<Time> since);

  [[nodiscard]] int status(directory::Line const& line) const;

  /// When the line came into its state; nothing if that is not known.
  [[nodiscard]] std::optional<Time> since(directory::Line const& line) const;

  /// Lines may have come, gone or changed their device in the configuration.
  void reconfigured();

 private:
  directory::Directory const& directory_;
  Events& events_;
  struct Device {
    int status;
    std::optional<Time> since;
  };
  std::unordered_map<std::string, Device> devices_;
  std::unordered_map<std::string, std::vector<LineId>> lines_of_;
};

}  // namespace crosspoint::domain
