#include "domain/history/past_call.h"

namespace crosspoint::domain {
namespace {

using Mode = flow::PastCall::Mode;
using Start = pbx::Course::Start;

// Causes of a Hangup. (telephony 2.1)
constexpr int no_route = 3, answered_elsewhere = 26;

/// When the conversation began.
std::optional<Time> answered(pbx::Channel const& leg) {
  auto const& course = leg.course;
  switch (course.start) {
    case Start::dialled: return course.up ? course.up : course.answered;
    // It is up before it dials. If it never does, what it reached is no phone: a mailbox, a conference.
    case Start::originated: return course.answered || course.has_dialled ? course.answered : course.up;
    // The DialEnd may have come while the link was down.
    case Start::called: return course.answered ? course.answered : leg.talking_since;
    case Start::unknown: break;
  }
  return std::nullopt;
}

/// Whom a leg that has dialled came to. Until somebody answers, a phone that was called back shows its own user.
pbx::Party reached(pbx::Channel const& leg, directory::Line const& line) {
  if (leg.course.reached) return *leg.course.reached;
  return leg.connected.number == line.number ? pbx::Party{} : leg.connected;
}

}  // namespace

std::optional<flow::PastCall> past_call(pbx::LegEnded const& ended, directory::Line const& line, WallClock const& wall_clock) {
  auto const& leg = ended.leg;
  auto const& course = leg.course;
  // All by one reckoning: a clock that was set during the call makes it neither longer nor shorter.
  auto const shown = [&](std::optional<Time> time) { return time ? std::optional(wall_clock.at(*time)) : std::nullopt; };
  auto const taken = answered(leg);
  flow::PastCall call{.line = line.id,
                      .started = wall_clock.at(leg.created),
                      .answered = shown(taken),
                      .ended = wall_clock.at(std::max(ended.at, taken.value_or(leg.created))),
                      .linkedid = leg.linkedid};
  if (course.start == Start::called) {
    call.mode = call.answered ? Mode::received : Mode::missed;
    if (!call.answered && (!course.may_be_missed || ended.cause == answered_elsewhere)) return std::nullopt;
    call.extension = course.from.number;
    call.name = course.from.name;
    return call;
  }
  if (course.exten.empty()) return std::nullopt;
  if (course.start == Start::originated && course.exten == "s") {
    // Nobody has dialled that: a waiting call was brought to the phone. If it was not picked up, the call waits on.
    if (!leg.talking_since) return std::nullopt;
    call.mode = Mode::received;
    call.answered = shown(leg.talking_since);
    call.extension = leg.connected.number;
    call.name = leg.connected.name;
    return call;
  }
  call.extension = course.exten;
  call.name = reached(leg, line).name;
  return call;
}

bool found_nobody(pbx::LegEnded const& ended) {
  auto const& course = ended.leg.course;
  return ended.cause == no_route && course.start == Start::dialled && !course.has_dialled && !course.up;
}

}  // namespace crosspoint::domain
