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

QueueMember const* QueueMembers::find(std::string_view interface) const {
  auto const found = members_.find(interface);
  return found == members_.end() ? nullptr : &found->second;
}

QueueMember* QueueMembers::find(std::string_view interface) {
  auto const found = members_.find(interface);
  return found == members_.end() ? nullptr : &found->second;
}

std::vector<QueueMember const*> QueueMembers::named(std::string_view name) const {
  std::vector<QueueMember const*> members;
  if (auto const found = interfaces_.find(name); found != interfaces_.end())
    for (auto const& interface : found->second) members.push_back(&members_.find(interface)->second);
  return members;
}

void QueueMembers::put(QueueMember member) {
  take(member.interface);
  interfaces_[member.name].insert(member.interface);
  auto const interface = member.interface;
  members_.emplace(interface, std::move(member));
}

std::optional<QueueMember> QueueMembers::take(std::string_view interface) {
  auto const found = members_.find(interface);
  if (found == members_.end()) return std::nullopt;
  auto member = std::move(found->second);
  members_.erase(found);
  auto const named = interfaces_.find(member.name);
  named->second.erase(member.interface);
  if (named->second.empty()) interfaces_.erase(named);
  return member;
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
