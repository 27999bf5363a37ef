#include "sim/apps/queue_call.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace crosspoint::sim {

void QueueCall::start(Switch& exchange, Queues& queues, Queue& queue, Channel& caller) {
  caller.application = "Queue";
  caller.data = queue.name + ",tTkK,,,";
  if (caller.state != ChannelState::up) exchange.set_state(caller, ChannelState::up);
  caller.priority = 2;
  auto& call = static_cast<QueueCall&>(exchange.serve(std::make_unique<QueueCall>(exchange, queues, queue), {&caller}));
  call.join(caller);
  call.woken();
}

void QueueCall::join(Channel& caller) {
  caller_id_ = caller.id;
  joined_ = switch_.now();
  auto const count = queue_.waiting.size() + 1;
  queue_.waiting.push_back({caller.id, joined_, count});
  queues_.refresh(queue_);
  agent_event("QueueCallerJoin").with(caller).add("Queue", queue_.name).add("Position", count).add("Count", count);
  switch_.event("MusicOnHoldStart").with(caller).add("Class", "default");
}

void QueueCall::woken() {
  if (talking()) return;
  auto const late = [&](Leg const& leg) { return leg.since + queue_.ring_time <= switch_.now(); };
  for (auto const& leg : legs_)
    if (late(leg)) {
      no_answer(leg, {0});
    }
  auto const gave_up = std::erase_if(legs_, late);
  if (legs_.empty() && gave_up == 0) offer();
  switch_.wake(id, switch_.now() + retry);
}

void QueueCall::offer() {
  auto const self = queue_.waiting.begin() + static_cast<std::ptrdiff_t>(position() - 1);
  auto const first = std::all_of(queue_.waiting.begin(), self, [](Waiting const& before) { return before.rings; });
  if (!first) return;
  for (auto const& member : queue_.members)
    if (queues_.available(queue_, member)) ring(*switch_.find(caller_id_), member);
  self->rings = !legs_.empty();
}

void QueueCall::ring(Channel& caller, Member const& member) {
  auto& phone = *queues_.phone_of(member);
  auto& callee = switch_.create(phone, {.context = phone.context, .linkedid = caller.linkedid});
  callee.served_by = id;
  callee.application = "AppQueue";
  callee.data = "(Outgoing Line)";
  // DialBegin still shows the leg as it was made; everything after it knows the caller.
  switch_.event("DialBegin").with(caller).with(callee, "Dest").add("DialString", member.interface);
  callee.exten = caller.exten;
  callee.connected = caller.caller;
  legs_.push_back({callee.id, member.interface, member.name, switch_.now()});
  agent_event("AgentCalled")
      .with(caller)
      .with(callee, "Dest")
      .add("Queue", queue_.name)
      .add("Interface", member.interface)
      .add("MemberName", member.name);
  switch_.set_state(callee, ChannelState::ringing);
  switch_.event("NewConnectedLine").with(callee);
  switch_.event("DialState").with(caller).with(callee, "Dest").add("DialStatus", "RINGING");
}

void QueueCall::answered(Channel& callee) {
  auto& caller = *switch_.find(caller_id_);
  agent_ = *std::ranges::find(legs_, callee.id, &Leg::channel);
  std::erase_if(legs_, [&](Leg const& leg) { return leg.channel == callee.id; });
  switch_.set_state(callee, ChannelState::up);
  switch_.event("DialEnd").with(caller).with(callee, "Dest").add("DialStatus", "ANSWER");
  stop_ringing({26});
  switch_.set_connected(caller, callee.caller);
  leave_queue(caller);
  connected_ = switch_.now();
  hold_time_ = seconds_since(joined_);
  queue_.hold_time = queue_.completed + queue_.abandoned == 0 ? hold_time_ : (queue_.hold_time * 3 + hold_time_) / 4;
  if (hold_time_ <= queue_.service_level) ++queue_.within_level;
  agent_event("AgentConnect")
      .with(caller)
      .with(callee, "Dest")
      .add("Queue", queue_.name)
      .add("Interface", agent_.interface)
      .add("MemberName", agent_.member)
      .add("HoldTime", hold_time_)
      .add("RingTime", seconds_since(agent_.since));
  if (auto* const member = Queues::member(queue_, agent_.interface)) member->in_call = 1;
  talk(caller, callee);
}

void QueueCall::refused(Channel& callee, Refusal how) {
  Cause const cause = how == Refusal::busy ? Cause{17, 486} : Cause{21, 603};
  switch_.event("HangupRequest").with(callee).add("Cause", cause.code).add("TechCause", cause.tech);
  auto const leg = std::ranges::find(legs_, callee.id, &Leg::channel);
  no_answer(*leg, cause);
  legs_.erase(leg);
}

void QueueCall::no_answer(Leg const& leg, Cause cause) {
  auto const& caller = *switch_.find(caller_id_);
  auto& callee = *switch_.find(leg.channel);
  auto const ring_time = std::chrono::floor<std::chrono::seconds>(switch_.now() - leg.since).count() * 1000;
  switch_.event("DialEnd").with(caller).with(callee, "Dest").add("DialStatus", "NOANSWER");
  agent_event("AgentRingNoAnswer")
      .with(caller)
      .with(callee, "Dest")
      .add("Queue", queue_.name)
      .add("Interface", leg.interface)
      .add("MemberName", leg.member)
      .add("RingTime", ring_time);
  // A phone that Asterisk stops ringing itself is told twice.
  if (cause.tech == 0) switch_.event("DialEnd").with(caller).with(callee, "Dest").add("DialStatus", "CANCEL");
  switch_.remove(callee, cause);
  queue_.waiting[position() - 1].rings = legs_.size() > 1;
}

void QueueCall::stop_ringing(Cause cause) {
  for (auto const& leg : std::exchange(legs_, {})) {
    auto& callee = *switch_.find(leg.channel);
    switch_.event("DialEnd").with(*switch_.find(caller_id_)).with(callee, "Dest").add("DialStatus", "CANCEL");
    switch_.remove(callee, cause);
  }
}

void QueueCall::leave_queue(Channel& caller) {
  auto const place = position();
  switch_.event("MusicOnHoldStop").with(caller);
  queue_.waiting.erase(queue_.waiting.begin() + static_cast<std::ptrdiff_t>(place - 1));
  queues_.refresh(queue_);
  agent_event("QueueCallerLeave")
      .with(caller)
      .add("Queue", queue_.name)
      .add("Position", place)
      .add("Count", queue_.waiting.size());
}

void QueueCall::abandon(Channel& caller) {
  // As the real one: DialEnd comes twice for each leg.
  for (auto const& leg : legs_)
    switch_.event("DialEnd").with(caller).with(*switch_.find(leg.channel), "Dest").add("DialStatus", "CANCEL");
  stop_ringing({0});
  ++queue_.abandoned;
  agent_event("QueueCallerAbandon")
      .with(caller)
      .add("Queue", queue_.name)
      .add("Position", position())
      .add("OriginalPosition", queue_.waiting[position() - 1].first_position)
      .add("HoldTime", seconds_since(joined_));
  leave_queue(caller);
}

void QueueCall::ended(Channel& channel, Ender by) {
  if (talking()) return Conversation::ended(channel, by);
  if (auto const leg = std::ranges::find(legs_, channel.id, &Leg::channel); leg != legs_.end()) {
    no_answer(*leg, {});
    legs_.erase(leg);
    return;
  }
  if (by == Ender::phone) request(channel);
  abandon(channel);
  switch_.event("SoftHangupRequest").with(channel).add("Cause", 16);
  switch_.remove(channel, {0});
  switch_.finish(*this);
}

void QueueCall::taken(std::vector<ChannelId> const& channels) {
  if (talking()) return Conversation::taken(channels);
  if (std::ranges::find(channels, caller_id_) == channels.end()) return ended(*switch_.find(channels.front()), Ender::manager);
  abandon(*switch_.find(caller_id_));
  switch_.finish(*this);
}

/// A waiting call that is pulled into a bridge leaves its queue without a word. (telephony 2.7)
void QueueCall::bridged_away(std::vector<ChannelId> const& channels) {
  auto* const caller = switch_.find(caller_id_);
  if (talking() || std::ranges::find(channels, caller_id_) == channels.end()) return taken(channels);
  stop_ringing({26});
  switch_.event("MusicOnHoldStop").with(*caller);
  queue_.waiting.erase(queue_.waiting.begin() + static_cast<std::ptrdiff_t>(position() - 1));
  queues_.refresh(queue_);
  switch_.finish(*this);
}

void QueueCall::parted(Channel& caller, Channel& callee, Side by) {
  auto const talk_time = seconds_since(connected_);
  ++queue_.completed;
  queue_.talk_time = (queue_.talk_time * 3 + talk_time) / 4;
  if (auto* const member = Queues::member(queue_, agent_.interface)) member->in_call = 0;
  queues_.count_call(agent_.interface);
  // After a Redirect no AgentComplete comes, though the agent is free. (telephony 2.9)
  if (by == Side::nobody) return;
  agent_event("AgentComplete")
      .with(caller)
      .with(callee, "Dest")
      .add("Queue", queue_.name)
      .add("Interface", agent_.interface)
      .add("MemberName", agent_.member)
      .add("HoldTime", hold_time_)
      .add("TalkTime", talk_time)
      .add("Reason", by == Side::caller ? "caller" : "agent");
}

std::size_t QueueCall::position() const {
  auto const found = std::ranges::find(queue_.waiting, caller_id_, &Waiting::channel);
  return static_cast<std::size_t>(found - queue_.waiting.begin()) + 1;
}

std::int64_t QueueCall::seconds_since(Time since) const {
  auto const whole = [](Time time) { return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count(); };
  return whole(switch_.now()) - whole(since);
}

}  // namespace crosspoint::sim
