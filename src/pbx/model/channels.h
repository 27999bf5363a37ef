#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "pbx/model/channel.h"
#include "pbx/model/table.h"
#include "pbx/model/tombstones.h"

namespace crosspoint::pbx {

/// The channels of one exchange, found by uniqueid, name or device. Knows nothing of what they say to each other.
class Channels {
 public:
  [[nodiscard]] Channel const* find(std::string_view uniqueid) const { return lookup(channels_, uniqueid); }
  [[nodiscard]] Channel* find(std::string_view uniqueid) { return lookup(channels_, uniqueid); }
  [[nodiscard]] Channel const* named(std::string_view name) const;

  /// The other end of a Local channel, while it exists.
  [[nodiscard]] Channel const* other_half(Channel const& half) const;

  /// Uniqueids of the channels of a device, in the order in which they became known.
  [[nodiscard]] std::vector<std::string> const& of_device(std::string_view device) const;

  [[nodiscard]] Table<Channel> const& all() const { return channels_; }

  /// It existed and has hung up not long ago: what is still said about it changes nothing.
  [[nodiscard]] bool has_gone(std::string_view uniqueid) const { return gone_.hold(uniqueid); }

  Channel& add(std::string_view uniqueid, std::string_view name);

  /// When a channel that appears now has begun: after every one before it, so that those of one moment keep their order for good.
  [[nodiscard]] Time begin(Time now) { return last_begin_ = std::max(now, last_begin_ + Duration(1)); }

  void rename(Channel& channel, std::string_view name);

  /// Forgets a channel, known or not, for good.
  void remove(std::string_view uniqueid);

 private:
  void index(Channel& channel);
  void unindex(Channel const& channel);

  Table<Channel> channels_;
  Table<std::string> uniqueid_by_name_;
  Table<std::vector<std::string>> uniqueids_by_device_;
  Tombstones gone_;
  Time last_begin_{};
};

}  // namespace crosspoint::pbx
