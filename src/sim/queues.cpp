#include "sim/queues.h"

#include <algorithm>

#include "base/text.h"

namespace crosspoint::sim {

Queues::Queues(Switch& exchange) : switch_(exchange) {
  auto const make = [&](std::string name, std::string number, std::int64_t wrapup, std::int64_t level) {
    queues_.push_back({.name = std::move(name), .number = std::move(number), .wrapup = wrapup, .service_level = level});
  };
  make("blue", "3001", 3, 10);
  make("red", "3002", 0, 60);
  make("__switchboard", "3000", 0, 0);
  make("__switchboard_hold", "3009", 0, 0);
  for (auto const& queue : queues_) refresh(queue);
  switch_.on_device([this](Phone const& phone) { device_changed(phone); });
}

Queue* Queues::find(std::string_view name) {
  auto const found = std::ranges::find_if(queues_, [&](Queue const& queue) { return equal_ignoring_case(queue.name, name); });
  return found == queues_.end() ? nullptr : &*found;
}

Queue* Queues::by_number(std::string_view number) {
  auto const found = std::ranges::find(queues_, number, &Queue::number);
  return found == queues_.end() ? nullptr : &*found;
}

Member* Queues::member(Queue& queue, std::string_view interface) {
  auto const is_it = [&](Member const& one) { return equal_ignoring_case(one.interface, interface); };
  auto const found = std::ranges::find_if(queue.members, is_it);
  return found == queue.members.end() ? nullptr : &*found;
}

void Queues::add(Queue& queue, Member member) {
  if (member.name.empty()) member.name = member.interface;
  if (member.state_interface.empty()) member.state_interface = member.interface;
  member.login_time = seconds();
  switch_.set_device("Queue:" + queue.name + "_pause_" + member.interface, member.paused ? "INUSE" : "NOT_INUSE");
  queue.members.push_back(std::move(member));
  tell("QueueMemberAdded", queue, queue.members.back());
  refresh(queue);
}

void Queues::remove(Queue& queue, std::string_view interface) {
  if (auto* const leaving = member(queue, interface)) tell("QueueMemberRemoved", queue, *leaving);
  std::erase_if(queue.members, [&](Member const& one) { return equal_ignoring_case(one.interface, interface); });
  refresh(queue);
}

void Queues::pause(Queue& queue, Member& member, std::string_view reason) {
  member.paused = true;
  member.reason = reason;
  member.last_pause = seconds();
  switch_.set_device("Queue:" + queue.name + "_pause_" + member.interface, "INUSE");
  refresh(queue);
  tell("QueueMemberPause", queue, member);
}

void Queues::unpause(Queue& queue, Member& member) {
  member.paused = false;
  member.reason.clear();
  switch_.set_device("Queue:" + queue.name + "_pause_" + member.interface, "NOT_INUSE");
  refresh(queue);
  tell("QueueMemberPause", queue, member);
}

void Queues::set_penalty(Queue& queue, Member& member, std::int64_t penalty) {
  member.penalty = penalty;
  tell("QueueMemberPenalty", queue, member);
}

void Queues::forget() {
  for (auto& queue : queues_) {
    queue.members.clear();
    queue.waiting.clear();
    queue.completed = queue.abandoned = queue.within_level = queue.hold_time = queue.talk_time = 0;
    refresh(queue);
  }
}

void Queues::count_call(std::string_view interface) {
  for (auto& queue : queues_) {
    auto* const one = member(queue, interface);
    if (!one) continue;
    ++one->calls_taken;
    one->last_call = seconds();
  }
}

Phone* Queues::phone_of(Member const& member) {
  std::string_view const device = member.state_interface;
  return device.starts_with("PJSIP/") ? switch_.phone(device.substr(6)) : nullptr;
}

int Queues::status_of(Member const& member) {
  auto const* const phone = phone_of(member);
  return phone ? member_status_of(phone->state) : 4;
}

bool Queues::available(Queue const& queue, Member const& member) {
  auto const* const phone = phone_of(member);
  return phone && phone->registered && phone->channels.empty() && !member.paused &&
         (member.last_call == 0 || member.last_call + queue.wrapup <= seconds());
}

void Queues::write_member(Lines& out, Queue const& queue, Member const& member) {
  out.add("Queue", queue.name)
      .add("MemberName", member.name)
      .add("Interface", member.interface)
      .add("StateInterface", member.state_interface)
      .add("Membership", member.membership)
      .add("Penalty", member.penalty)
      .add("CallsTaken", member.calls_taken)
      .add("LastCall", member.last_call)
      .add("LastPause", member.last_pause)
      .add("LoginTime", member.login_time)
      .add("InCall", member.in_call)
      .add("Status", status_of(member))
      .add("Paused", member.paused ? 1 : 0)
      .add("PausedReason", member.reason)
      .add("Ringinuse", 0)
      .add("Wrapuptime", 0);
}

void Queues::refresh(Queue const& queue) {
  switch_.set_device("Queue:" + queue.name, queue.waiting.empty() ? "NOT_INUSE" : "RINGING");
  auto const free = std::ranges::any_of(queue.members, [&](Member const& one) { return status_of(one) == 1 && !one.paused; });
  switch_.set_device("Queue:" + queue.name + "_avail", free ? "NOT_INUSE" : "INUSE");
}

void Queues::tell(std::string_view event, Queue const& queue, Member const& member) {
  auto written = switch_.feed().event(EventClass::agent, event);
  write_member(written, queue, member);
}

void Queues::device_changed(Phone const& phone) {
  auto const device = phone.device();
  for (auto& queue : queues_)
    for (auto const& one : queue.members)
      if (one.state_interface == device) {
        tell("QueueMemberStatus", queue, one);
        refresh(queue);
      }
}

std::int64_t Queues::seconds() const {
  return std::chrono::floor<std::chrono::seconds>(switch_.now()).time_since_epoch().count();
}

}  // namespace crosspoint::sim
