#include "pbx/model/queues.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace crosspoint::pbx {

bool QueueMember::same_as(QueueMember const& other) const {
  auto const state = [](QueueMember const& m) {
    return std::tie(m.name, m.interface, m.state_interface, m.membership, m.status, m.paused, m.paused_reason, m.penalty,
                    m.calls_taken, m.last_call, m.in_call, m.ring_in_use, m.wrap_up);
  };
  return state(*this) == state(other);
}

QueueEntry const* Queue::entry(std::string_view uniqueid) const {
  auto const found = std::ranges::find(entries, uniqueid, &QueueEntry::uniqueid);
  return found == entries.end() ? nullptr : &*found;
}

QueueEntry* Queue::entry(std::string_view uniqueid) {
  auto const found = std::ranges::find(entries, uniqueid, &QueueEntry::uniqueid);
  return found == entries.end() ? nullptr : &*found;
}

QueueEntry& Queue::insert(std::string_view uniqueid, int position) {
  auto const place = std::ranges::find_if(entries, [&](QueueEntry const& e) { return e.position >= position; });
  if (place != entries.end() && place->position == position)
    std::for_each(place, entries.end(), [](QueueEntry& e) { ++e.position; });
  auto& entry = *entries.insert(place, QueueEntry{});
  entry.uniqueid = uniqueid;
  entry.position = position;
  return entry;
}

bool Queue::remove(std::string_view uniqueid) {
  auto const found = std::ranges::find(entries, uniqueid, &QueueEntry::uniqueid);
  if (found == entries.end()) return false;
  auto const later = entries.erase(found);
  std::for_each(later, entries.end(), [](QueueEntry& e) { --e.position; });
  return true;
}

}  // namespace crosspoint::pbx
