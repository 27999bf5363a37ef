// Who takes the calls of a queue. (telephony 2.8)
#include "pbx/events/queue_member.h"

#include "base/text.h"
#include "pbx/events/events.h"
#include "pbx/events/movement.h"

namespace crosspoint::pbx {
namespace {

int number(std::string_view text) { return static_cast<int>(to_integer(text).value_or(0)); }
bool is_set(std::string_view text) { return !text.empty() && text != "0"; }

}  // namespace

QueueMember read_member(wire::ami::Message const& message, std::string_view name_header, std::string_view interface_header) {
  QueueMember member;
  member.interface = valid_utf8(message.get(interface_header));
  member.name = valid_utf8(message.get(name_header));
  if (member.name.empty()) member.name = member.interface;
  member.state_interface = valid_utf8(message.get("StateInterface"));
  member.membership = valid_utf8(message.get("Membership"));
  member.status = number(message.get("Status"));
  member.paused = is_set(message.get("Paused"));
  member.paused_reason = valid_utf8(message.get("PausedReason"));
  member.penalty = number(message.get("Penalty"));
  member.calls_taken = number(message.get("CallsTaken"));
  member.last_call = WallTime(std::chrono::seconds(number(message.get("LastCall"))));
  member.in_call = is_set(message.get("InCall"));
  member.ring_in_use = message.get("Ringinuse") != "0";
  member.wrap_up = std::chrono::seconds(number(message.get("Wrapuptime")));
  return member;
}

namespace events {
namespace {

void member_is(Scene& scene, wire::ami::Message const& message) {
  auto member = read_member(message, "MemberName", "Interface");
  auto const name = message.get("Queue");
  if (name.empty() || member.name.empty()) return;
  member.mark.touched = scene.model.events;
  auto& queue = obtain(scene.model.queues, name);
  if (queue.name.empty()) queue.name = valid_utf8(name);
  scene.drift.acquit("queue member", queue.name + " " + member.name);
  auto const known = queue.members.find(member.name);
  if (known != queue.members.end() && known->second.same_as(member)) {
    known->second.mark = member.mark;
    return;
  }
  scene.changes.tell(MemberChanged{queue.name, member.name});
  auto const key = member.name;
  queue.members.insert_or_assign(key, std::move(member));
}

void member_goes(Scene& scene, wire::ami::Message const& message) {
  auto const member = read_member(message, "MemberName", "Interface").name;
  auto* const queue = lookup(scene.model.queues, message.get("Queue"));
  if (!queue) return;
  depart(scene, "queue member", queue->name + " " + member);
  if (queue->members.erase(member) > 0) scene.changes.tell(MemberGone{queue->name, member});
}

}  // namespace

constinit Event const queue_member_added{"QueueMemberAdded", member_is};
constinit Event const queue_member_removed{"QueueMemberRemoved", member_goes};
constinit Event const queue_member_status{"QueueMemberStatus", member_is};
constinit Event const queue_member_pause{"QueueMemberPause", member_is};
constinit Event const queue_member_penalty{"QueueMemberPenalty", member_is};
constinit Event const queue_member_ring_in_use{"QueueMemberRinginuse", member_is};

}  // namespace events
}  // namespace crosspoint::pbx
