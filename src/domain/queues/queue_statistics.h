#pragma once

#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/events_fwd.h"
#include "domain/name_index.h"
#include "domain/queues/figures.h"

namespace crosspoint::pbx {
class Exchange;
}

namespace crosspoint::domain {

class Agents;

/// The live figures of the queues, told when they are others than before. (telephony 3.1)
/// One phone that rings changes each queue of its member several times within milliseconds: changes are told together.
class QueueStatistics {
 public:
  /// How long a change waits for others of its queue.
  static constexpr Duration calm{100'000};

  QueueStatistics(directory::Directory const& directory, pbx::Exchange const& exchange, Agents const& agents, Events& events)
      : directory_(directory), exchange_(exchange), agents_(agents), events_(events), index_(directory) {}

  /// As they were told last: who subscribes between a change and its being told must not miss that it was undone meanwhile.
  [[nodiscard]] LiveFigures figures(QueueId queue) const;

  /// Something that figures are made of may be another in that queue.
  void changed(std::string_view queue, Time now);

  /// An agent has logged on or off.
  void heed(Event const& event, Time now);

  /// Queues, or who belongs to them, may have changed.
  void reconfigured(Time now);

  void tick(Time now);
  [[nodiscard]] Time deadline() const { return due_; }

 private:
  [[nodiscard]] LiveFigures read(directory::Queue const& queue) const;
  void suspect(QueueId queue, Time now);

  directory::Directory const& directory_;
  pbx::Exchange const& exchange_;
  Agents const& agents_;
  Events& events_;
  QueueIndex index_;
  std::map<QueueId, LiveFigures> told_;
  std::set<QueueId> suspects_;
  Time due_ = Time::max();
};

}  // namespace crosspoint::domain
