#pragma once

#include <string>
#include <string_view>

#include "pbx/model/queues.h"
#include "pbx/scene.h"
#include "wire/ami/message.h"

namespace crosspoint::pbx {

/// The whole state of a queue member. The live events call the name MemberName and the device Interface, the list Name and
/// Location. (telephony 1.6, 2.8)
QueueMember read_member(wire::ami::Message const& message, std::string_view name_header, std::string_view interface_header);

/// The queue has this member, whom something may have changed, or not. What it was under another name is gone.
void put_member(Scene& scene, Queue& queue, QueueMember member);

/// No member has that interface any more; `name` is told when we do not know it.
void drop_member(Scene& scene, Queue& queue, std::string_view interface, std::string_view name);

/// The state of a device, which may be one of those that queues have: "Queue:red", "Queue:red_avail",
/// "Queue:red_pause_PJSIP/1003". They are no phones. But a reload of queues changes them as well, and tells nothing else: where
/// one does not go together with what is known of the queue, that is read again.
void look_at_queue(Scene& scene, std::string_view device, std::string_view state);

/// Names the member among all, for Drift and Model::departed.
std::string member_key(Queue const& queue, std::string_view interface);

}  // namespace crosspoint::pbx
