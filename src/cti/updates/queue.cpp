// Other agents belong to a queue: to all, or to the clients of its context. (protocol 6.5, 6.10)
#include "cti/state.h"
#include "cti/updates.h"

namespace crosspoint::cti {

void Updates::tell(domain::QueueStaffChanged const& event, Time now) {
  auto const found = state_.directory.queues.find(event.queue);
  if (found == state_.directory.queues.end()) return;
  auto message = status_message(state_, {}, queues_list, std::to_string(event.queue.value));
  tell_of(queues_list, found->second.context, std::move(message), now, state_key(queue_staff, event.queue.value));
}

}  // namespace crosspoint::cti
