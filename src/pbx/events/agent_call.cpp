// Calls from a queue to one of its members. (telephony 2.9)
#include "base/text.h"
#include "pbx/events/events.h"
#include "pbx/events/snapshot.h"
#include "pbx/lists/lists.h"

namespace crosspoint::pbx::events {
namespace {

std::chrono::seconds seconds(wire::ami::Message const& message, std::string_view header) {
  return std::chrono::seconds(to_integer(message.get(header)).value_or(0));
}

/// What the three have in common.
template <class Notice>
Notice read(wire::ami::Message const& message) {
  Notice notice{};
  notice.queue = message.get("Queue");
  notice.member_name = message.get("MemberName");
  notice.interface = message.get("Interface");
  notice.caller = message.get("Uniqueid");
  notice.leg = message.get("DestUniqueid");
  return notice;
}

/// Asterisk counts so from AgentConnect to AgentComplete; its members' events may say so late, or never.
void count_in_call(Scene& scene, std::string_view queue_name, std::string_view interface, bool in_call) {
  auto* const queue = lookup(scene.model.queues, queue_name);
  auto* const member = queue ? queue->members.find(interface) : nullptr;
  if (!member) return;
  member->in_call = in_call;
  member->mark.touched = scene.model.events;
}

/// Asterisk tells the call that a member has taken, and when, with the next state of its phone. Where that had no part in it,
/// only the list does.
void ask_for_last_call(Scene& scene, AgentCompleted const& call, std::string_view leg) {
  auto const* const member = scene.model.member(call.queue, call.interface);
  if (!member || device_of(leg) == member->state_interface) return;
  auto const untold = [queue = call.queue, interface = call.interface, known = member->calls_taken](Model const& model) {
    auto const* const now = model.member(queue, interface);
    return now && now->calls_taken == known;
  };
  scene.rereads.want_if(untold, lists::queues, {}, scene.now);
}

void is_of_queue(Channel& leg, std::string const& queue) {
  leg.course.may_be_missed = false;
  leg.course.queue = queue;
}

/// The other half of a Local channel may have called the phone before the queue says so: Asterisk does both at the same time.
void pass_on_to_phones(Scene& scene, Channel const& member, std::string const& queue) {
  auto const* const other_half = scene.model.channels.other_half(member);
  if (!other_half) return;
  for (auto const& [uniqueid, called] : scene.model.channels.all()) {
    if (called.course.caller != other_half->uniqueid) continue;
    is_of_queue(*scene.model.channels.find(uniqueid), queue);
    scene.changes.touch_calls(called.device);
  }
}

/// Before the DialBegin of the same call.
void agent_is_called(Scene& scene, wire::ami::Message const& message) {
  see(scene, message);
  auto notice = read<AgentCalled>(message);
  if (auto* const member = see(scene, message, "Dest")) {
    is_of_queue(*member, notice.queue);
    if (member->is_local()) pass_on_to_phones(scene, *member, notice.queue);
  }
  scene.changes.tell(std::move(notice));
}

void agent_answers(Scene& scene, wire::ami::Message const& message) {
  see(scene, message);
  see(scene, message, "Dest");
  auto notice = read<AgentConnected>(message);
  notice.hold_time = seconds(message, "HoldTime");
  count_in_call(scene, notice.queue, notice.interface, true);
  scene.rereads.want_summary(notice.queue,
                             scene.now);  // Asterisk's mean of the hold times follows a moment later (telephony 3.1)
  scene.changes.tell(std::move(notice));
}

void agent_is_done(Scene& scene, wire::ami::Message const& message) {
  see(scene, message);
  see(scene, message, "Dest");
  auto notice = read<AgentCompleted>(message);
  notice.hold_time = seconds(message, "HoldTime");
  notice.talk_time = seconds(message, "TalkTime");
  notice.reason = message.get("Reason");
  count_in_call(scene, notice.queue, notice.interface, false);
  ask_for_last_call(scene, notice, message.get("DestChannel"));
  scene.changes.tell(std::move(notice));
}

}  // namespace

constinit Event const agent_called{"AgentCalled", agent_is_called};
constinit Event const agent_connect{"AgentConnect", agent_answers};
constinit Event const agent_complete{"AgentComplete", agent_is_done};

}  // namespace crosspoint::pbx::events
