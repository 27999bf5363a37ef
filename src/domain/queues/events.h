#pragma once

#include "base/ids.h"
#include "domain/queues/figures.h"

namespace crosspoint::domain {

/// Others wait in a queue than before.
struct QueueEntriesChanged {
  QueueId queue;
  bool operator==(QueueEntriesChanged const&) const = default;
};

/// A queue has other live figures than were told.
struct QueueFiguresChanged {
  QueueId queue;
  LiveFigures::Group group;
  bool operator==(QueueFiguresChanged const&) const = default;
};

}  // namespace crosspoint::domain
