#pragma once

#include "base/wall_clock.h"
#include "directory/directory.h"

namespace crosspoint::domain {
class Agents;
class ExchangeLink;
class Lines;
class Members;
class Presences;
class QueueCalls;
class QueueEntries;
class QueueStatistics;
class Rooms;
class Voicemails;
}  // namespace crosspoint::domain

namespace crosspoint::cti {

/// Everything that lists and updates are written from.
struct State {
  directory::Directory const& directory;
  domain::Presences const& presences;
  domain::Lines const& lines;
  domain::Voicemails const& voicemails;
  domain::Agents const& agents;
  domain::Members const& members;
  domain::QueueEntries const& queue_entries;
  domain::QueueStatistics const& queue_statistics;
  domain::QueueCalls const& queue_calls;
  domain::Rooms const& rooms;
  domain::ExchangeLink const& exchange;
  WallClock const& wall_clock;
};

}  // namespace crosspoint::cti
