// Who calls whom. (telephony 2.3)
#include "base/text.h"
#include "pbx/events/events.h"
#include "pbx/events/movement.h"
#include "pbx/events/snapshot.h"

namespace crosspoint::pbx::events {
namespace {

/// The first word on a channel's role counts for its life: a called party that is transferred and then dials was still called.
void settle_role(Scene& scene, Channel* channel, Role role) {
  if (!channel || channel->role_is_final) return;
  channel->role = role;
  channel->role_is_final = true;
  scene.changes.touch_calls(channel->device);
}

/// Those that were called before count no longer once all of them are done with. (Dialling)
void begin_dialling(Scene& scene, Channel& caller, Channel& called) {
  if (!called.called_by.empty()) return;
  called.called_by = caller.uniqueid;
  if (caller.dialling.legs == 0) caller.dialling = {.begun = caller.dialling.begun, .unexplained = caller.dialling.unexplained};
  ++caller.dialling.legs;
  ++caller.dialling.begun;
  if (caller.dialling.legs == 1 && dials(caller)) scene.changes.touch_calls(caller.device);
}

/// Not taking a call of a queue is no missed call, nor is one that comes back from parking. (5.1)
bool may_be_missed(Channel const& caller, Channel const* queue_side) {
  return !caller.course.rings_back && (!queue_side || queue_side->course.may_be_missed);
}

void begin_call(Model const& model, Channel* caller, Channel& called) {
  auto& course = called.course;
  if (course.start == Course::Start::unknown) course.start = caller ? Course::Start::called : Course::Start::originated;
  if (!caller) return;
  course.from = caller->caller;
  course.caller = caller->uniqueid;
  auto const* const queue_side = model.channels.other_half(*caller);
  course.may_be_missed = course.may_be_missed && may_be_missed(*caller, queue_side);
  if (queue_side && !queue_side->course.queue.empty()) course.queue = queue_side->course.queue;
}

/// A phone that somebody else's Originate has rung tells only now what it was to dial.
void begin_dial(Channel& caller) {
  auto& course = caller.course;
  course.has_dialled = true;
  if (course.start != Course::Start::originated || !course.exten.empty()) return;
  course.exten = caller.exten;
  course.context = caller.context;
}

/// Without a caller when Originate rings a phone. (T033)
void dial_begins(Scene& scene, wire::ami::Message const& message) {
  auto* const caller = see(scene, message);
  auto* const called = see(scene, message, "Dest");
  settle_role(scene, caller, Role::caller);
  settle_role(scene, called, Role::callee);
  if (caller) begin_dial(*caller);
  if (called) begin_call(scene.model, caller, *called);
  if (caller && called) begin_dialling(scene, *caller, *called);
  if (caller && called && !called->is_local()) scene.changes.tell(DialBegan{caller->uniqueid, called->uniqueid, called->device});
}

void dial_goes_on(Scene& scene, wire::ami::Message const& message) {
  see(scene, message);
  see(scene, message, "Dest");
}

/// Of a queue or a group the caller's phone may still show another phone that rang; who has answered knows its own name. Where it
/// has none, as half of a Local channel may not, the caller is told a moment later. (5.1)
void take_call(Channel& caller, Channel* called, Time now) {
  caller.dialling.taken = true;
  if (!caller.course.answered) caller.course.answered = now;
  caller.course.reach(called && !called->caller.name.empty() ? called->caller : caller.connected);
  if (called && !called->course.answered) called->course.answered = now;
}

/// May come twice for one leg, also after its end. (T045)
void dial_ends(Scene& scene, wire::ami::Message const& message) {
  auto* const caller = see(scene, message);
  auto* const called = see(scene, message, "Dest");
  if (caller && equal_ignoring_case(message.get("DialStatus"), "ANSWER")) take_call(*caller, called, scene.now);
  auto const is_diverted = !message.get("Forward").empty();
  if (called) stop_dialling(scene, *called, is_diverted ? "FORWARD" : message.get("DialStatus"));
  if (called && is_diverted) {
    called->course.may_be_missed = false;
    called->course.diverted = true;
  }
}

/// Channel has taken the call that rang at TargetChannel: it dialled, but only to be the one who is called. (T043)
void call_is_picked_up(Scene& scene, wire::ami::Message const& message) {
  auto* const picker = see(scene, message);
  see(scene, message, "Target");
  settle_role(scene, picker, Role::callee);
  if (!picker) return;
  picker->course = {.start = Course::Start::called, .from = picker->connected, .up = picker->course.up, .answered = scene.now};
}

}  // namespace

constinit Event const dial_begin{"DialBegin", dial_begins};
constinit Event const dial_state{"DialState", dial_goes_on};
constinit Event const dial_end{"DialEnd", dial_ends};
constinit Event const pickup{"Pickup", call_is_picked_up};

}  // namespace crosspoint::pbx::events
