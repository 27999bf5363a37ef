#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "directory/directory.h"
#include "domain/name_index.h"

namespace crosspoint::domain {

/// Finds lines by what the exchange says of them. Owns nothing but its index; null when there is no such line.
class LineIndex {
 public:
  explicit LineIndex(directory::Directory const& directory) : directory_(directory), devices_(directory) {}

  /// The configuration has changed.
  void rebuild();

  [[nodiscard]] directory::Line const* of_device(std::string_view device) const { return devices_.named(device); }
  [[nodiscard]] directory::Line const* of_number(std::string const& context, std::string const& number) const;
  /// The only line that has the number, in whatever context.
  [[nodiscard]] directory::Line const* of_number(std::string const& number) const;

 private:
  directory::Directory const& directory_;
  DeviceIndex devices_;
  std::map<std::pair<std::string, std::string>, LineId> by_number_;
  std::multimap<std::string, LineId> by_number_alone_;
};

}  // namespace crosspoint::domain
