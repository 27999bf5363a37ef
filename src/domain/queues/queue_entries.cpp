#include "domain/queues/queue_entries.h"

#include <algorithm>

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
  auto const* const known = index_.named(queue);
  if (!known) return;
  // Several calls of the queue may have come or gone in what was read at once: that is one thing to tell.
  auto const is_same = [&](Event const& event) {
    auto const* const told = std::get_if<QueueEntriesChanged>(&event);
    return told && told->queue == known->id;
  };
  if (std::ranges::none_of(events_, is_same)) events_.emplace_back(QueueEntriesChanged{known->id});
}

}  // namespace crosspoint::domain
