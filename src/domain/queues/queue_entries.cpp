#include "domain/queues/queue_entries.h"

#include "domain/events.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {

std::vector<QueueEntries::Entry> QueueEntries::of(directory::Queue const& queue) const {
  std::vector<Entry> entries;
  if (auto const* const live = exchange_.model().queue(queue.name))
    for (auto const& entry : live->entries)
      entries.push_back(
          {static_cast<int>(entries.size()) + 1, entry.caller.name, entry.caller.number, entry.joined, entry.uniqueid});
  return entries;
}

void QueueEntries::changed(std::string_view queue) {
  if (auto const* const known = index_.named(queue)) events_.emplace_back(QueueEntriesChanged{known->id});
}

}  // namespace crosspoint::domain
