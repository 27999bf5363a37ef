// Who takes the calls of a queue. (telephony 2.8)
#include "pbx/events/queue_member.h"

#include <algorithm>

#include "base/text.h"
#include "pbx/events/events.h"
#include "pbx/events/movement.h"
#include "pbx/lists/lists.h"

namespace crosspoint::pbx {
namespace {

int number(std::string_view text) { return static_cast<int>(to_integer(text).value_or(0)); }
constexpr std::string_view of_free_members = "_avail", of_a_pause = "_pause_";

/// Of "red", "red_avail" or "red_pause_PJSIP/1003".
std::string_view name_of_queue(std::string_view device) {
  if (device.ends_with(of_free_members)) return device.substr(0, device.size() - of_free_members.size());
  return device.substr(0, device.find(of_a_pause));
}

/// Of the states of members: unknown, not in use.
bool takes_calls(QueueMember const& member) { return !member.paused && (member.status == 0 || member.status == 1); }

bool is_doubtful(Model const& model, std::string_view device, std::string_view state) {
  auto const* const queue = model.queue(name_of_queue(device));
  if (!queue) return true;
  auto const free = [](auto const& entry) { return takes_calls(entry.second); };
  if (device.ends_with(of_free_members)) return std::ranges::any_of(queue->members.all(), free) != (state == "NOT_INUSE");
  auto const pause = device.find(of_a_pause);
  return pause != std::string_view::npos && !queue->members.find(device.substr(pause + of_a_pause.size()));
}

bool is_set(std::string_view text) { return !text.empty() && text != "0"; }

}  // namespace

QueueMember read_member(wire::ami::Message const& message, std::string_view name_header, std::string_view interface_header) {
  QueueMember member;
  member.interface = message.get(interface_header);
  member.name = message.get(name_header);
  if (member.name.empty()) member.name = member.interface;
  member.state_interface = message.get("StateInterface");
  member.membership = message.get("Membership");
  member.status = number(message.get("Status"));
  member.paused = is_set(message.get("Paused"));
  member.paused_reason = message.get("PausedReason");
  member.penalty = number(message.get("Penalty"));
  member.calls_taken = number(message.get("CallsTaken"));
  member.last_call = WallTime(std::chrono::seconds(number(message.get("LastCall"))));
  member.in_call = is_set(message.get("InCall"));
  member.ring_in_use = message.get("Ringinuse") != "0";
  member.wrap_up = std::chrono::seconds(number(message.get("Wrapuptime")));
  return member;
}

std::string member_key(Queue const& queue, std::string_view interface) { return queue.name + " " + std::string(interface); }

void put_member(Scene& scene, Queue& queue, QueueMember member) {
  auto const* const known = queue.members.find(member.interface);
  if (known && known->name != member.name) scene.changes.tell(MemberGone{queue.name, known->name, known->interface});
  scene.changes.tell(MemberChanged{queue.name, member.name, member.interface});
  queue.members.put(std::move(member));
}

void drop_member(Scene& scene, Queue& queue, std::string_view interface, std::string_view name) {
  auto const known = queue.members.take(interface);
  scene.changes.tell(MemberGone{queue.name, known ? known->name : std::string(name), std::string(interface)});
}

void look_at_queue(Scene& scene, std::string_view device, std::string_view state) {
  static constexpr std::string_view prefix = "Queue:";
  if (!device.starts_with(prefix)) return;
  device.remove_prefix(prefix.size());
  if (!is_doubtful(scene.model, device, state)) return;
  auto const doubt = [heard = std::string(device), state = std::string(state)](Model const& model) {
    return is_doubtful(model, heard, state);
  };
  auto const* const queue = lookup(scene.model.queues, name_of_queue(device));
  scene.rereads.want_if(doubt, lists::queues, queue ? std::string_view(queue->name) : std::string_view{}, scene.now);
}

namespace events {
namespace {

enum class Told { of_changes, always };

void member_is(Scene& scene, wire::ami::Message const& message, Told told) {
  auto member = read_member(message, "MemberName", "Interface");
  auto const name = message.get("Queue");
  if (name.empty() || member.interface.empty()) return;
  member.mark.touched = scene.model.events;
  auto& queue = obtain(scene.model.queues, name);
  if (queue.name.empty()) queue.name = name;
  scene.drift.acquit("queue member", member_key(queue, member.interface));
  auto* const known = queue.members.find(member.interface);
  if (told == Told::of_changes && known && known->same_as(member)) known->mark = member.mark;
  else put_member(scene, queue, std::move(member));
}

void member_changes(Scene& scene, wire::ami::Message const& message) { member_is(scene, message, Told::of_changes); }

/// Somebody may wait for this one, also where a reload has taken the member away before without a word.
void member_comes(Scene& scene, wire::ami::Message const& message) { member_is(scene, message, Told::always); }

void member_goes(Scene& scene, wire::ami::Message const& message) {
  auto const member = read_member(message, "MemberName", "Interface");
  auto* const queue = lookup(scene.model.queues, message.get("Queue"));
  if (!queue) return scene.changes.tell(MemberGone{std::string(message.get("Queue")), member.name, member.interface});
  depart(scene, "queue member", member_key(*queue, member.interface));
  drop_member(scene, *queue, member.interface, member.name);
}

}  // namespace

constinit Event const queue_member_added{"QueueMemberAdded", member_comes};
constinit Event const queue_member_removed{"QueueMemberRemoved", member_goes};
constinit Event const queue_member_status{"QueueMemberStatus", member_changes};
constinit Event const queue_member_pause{"QueueMemberPause", member_changes};
constinit Event const queue_member_penalty{"QueueMemberPenalty", member_changes};
constinit Event const queue_member_ring_in_use{"QueueMemberRinginuse", member_changes};

}  // namespace events
}  // namespace crosspoint::pbx
