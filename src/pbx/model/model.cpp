#include "pbx/model/model.h"

#include <algorithm>

namespace crosspoint::pbx {

QueueMember const* Model::member(std::string_view queue_name, std::string_view interface) const {
  auto const* const found = queue(queue_name);
  return found ? found->members.find(interface) : nullptr;
}

std::vector<QueueMember const*> Model::members(std::string_view queue_name, std::string_view member_name) const {
  auto const* const found = queue(queue_name);
  return found ? found->members.named(member_name) : std::vector<QueueMember const*>{};
}

std::vector<Call> Model::calls_of(std::string_view device) const {
  std::vector<Call> calls;
  for (auto const& uniqueid : channels.of_device(device))
    if (auto const* const channel = channels.find(uniqueid))
      if (auto call = call_of(*channel)) calls.push_back(std::move(*call));
  std::ranges::stable_sort(calls, {}, &Call::created);
  return calls;
}

bool Model::is_registered(std::string_view device) const {
  auto const endpoint = device.substr(std::min(device.find('/') + 1, device.size()));
  auto known = false;
  for (auto const& [key, contact] : contacts) {
    if (contact.endpoint != endpoint) continue;
    if (contact.answers) return true;
    known = true;
  }
  if (known) return false;
  auto const* const state = hints.device(device);
  return state && state->own && *state->own != hint_status::unavailable;
}

int Model::new_messages(std::string_view address) const {
  auto const* const mailbox = lookup(mailboxes, address);
  return mailbox ? mailbox->unheard : 0;
}

Model::Counts Model::counts() const {
  Counts counts;
  counts.channels = channels.all().size();
  counts.bridges = bridges.size();
  counts.hints = hints.all().size();
  counts.queues = queues.size();
  for (auto const& [name, queue] : queues) {
    counts.members += queue.members.size();
    counts.entries += queue.entries.size();
  }
  counts.rooms = rooms.size();
  for (auto const& [name, room] : rooms) counts.participants += room.participants.size();
  counts.parked = parked.size();
  counts.mailboxes = mailboxes.size();
  counts.contacts = contacts.size();
  return counts;
}

}  // namespace crosspoint::pbx
