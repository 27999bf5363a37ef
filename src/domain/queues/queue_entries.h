#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/events_fwd.h"
#include "domain/name_index.h"

namespace crosspoint::pbx {
class Exchange;
}

namespace crosspoint::domain {

/// The calls that wait in the configured queues. (protocol S26, telephony 2.7)
class QueueEntries {
 public:
  QueueEntries(directory::Directory const& directory, pbx::Exchange const& exchange, Events& events)
      : exchange_(exchange), events_(events), index_(directory) {}

  struct Entry {
    int position;  ///< 1 for the next to be answered, without gaps
    std::string name, number;
    Time joined;
    std::string uniqueid;
    bool operator==(Entry const&) const = default;
  };

  /// In the order of their positions.
  [[nodiscard]] std::vector<Entry> of(directory::Queue const& queue) const;

  /// Others wait in that queue than before.
  void changed(std::string_view queue);

  void reconfigured() { index_.rebuild(); }

 private:
  pbx::Exchange const& exchange_;
  Events& events_;
  QueueIndex index_;
};

}  // namespace crosspoint::domain
