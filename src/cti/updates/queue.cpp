// Other agents belong to a queue: to all, or to the clients of its context. (protocol 6.5, 6.10)
#include "cti/state.h"
#include "cti/updates.h"

namespace crosspoint::cti {

void Updates::tell(domain::QueueStaffChanged const& event, Time now) {
  auto const found = state_.directory.queues.find(event.queue);
  if (found == state_.directory.queues.end()) return;
  auto const id = std::to_string(event.queue.value);
  auto const status = view_of(domain::List::queues).status(state_, {}, id);
  boost::json::object const message{
      {"class", "getlist"}, {"function", "updatestatus"}, {"listname", "queues"}, {"tipbxid", "xivo"},
      {"tid", id},          {"status", *status}};
  clients_.tell(topic_of(found->second.context), to_line(message, now), state_key(queue_staff, event.queue.value));
}

}  // namespace crosspoint::cti
