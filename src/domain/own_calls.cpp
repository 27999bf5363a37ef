#include "domain/own_calls.h"

#include <algorithm>
#include <utility>

#include "domain/call_endings.h"
#include "domain/events.h"
#include "domain/switchboard.h"
#include "domain/transfers/attended_transfers.h"
#include "domain/transfers/consultation.h"
#include "domain/transfers/holds.h"
#include "domain/transfers/transfer_results.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {
namespace {

using State = ShownCall::State;

/// How long the dialplan may take from the moment in which somebody has picked up the own phone until it rings another one. Who
/// has reached something that does not ring, such as a mailbox, is told so after that.
constexpr Duration until_it_rings{1'000'000};

/// How long it may take until two are connected once one has answered. Before that nothing can be done with their call.
constexpr Duration until_they_talk{250'000};

/// How long the exchange may take to tell where everybody is after it has said that it has connected them.
constexpr Duration lag{100'000};

bool was_asked_for(pbx::Channel const& leg) { return leg.course.start == pbx::Course::Start::originated; }

/// When a leg that is up counts as up, though it has not reached anybody yet; nothing if it has.
std::optional<Time> settles_at(pbx::Channel const& leg) {
  auto const& course = leg.course;
  auto const has_reached_something = leg.talking_since || !leg.queue.empty() || !leg.bridge.empty();
  if (leg.state != pbx::ChannelState::up || has_reached_something || !course.up) return std::nullopt;
  if (was_asked_for(leg) && leg.dialling.begun == 0) return *course.up + until_it_rings;
  return std::max(*course.up, course.answered.value_or(*course.up)) + until_they_talk;
}

/// The user's leg is where the transfer has sent it, and not with the other party any more, or again.
bool is_apart(Consultation const& transfer, pbx::Channel const& leg) {
  return transfer.step >= Consultation::Step::setting_up && leg.peer.uniqueid != transfer.held;
}

pbx::Party target_of(Consultation const& transfer, pbx::Call const& call) {
  if (!call.peer.uniqueid.empty()) return call.party;
  return {call.party.number == transfer.target.exten ? call.party.name : "", transfer.target.exten};
}

/// While nobody talks, the exchange may know nothing of the other side, or the user's own number where it has rung the own phone.
pbx::Party party_of(pbx::Call const& call, pbx::Channel const& leg) {
  auto const& party = call.party;
  auto const is_unknown = party == pbx::Party{} || (was_asked_for(leg) && party.number == leg.caller.number);
  return call.peer.uniqueid.empty() && is_unknown && !leg.course.exten.empty() ? pbx::Party{"", leg.course.exten} : party;
}

/// Of a call that is seen for the first time.
Time begin_of(State state, pbx::Call const& call, pbx::Channel const& leg) {
  if (state == State::dialling || state == State::ringing) return call.created;
  return call.start.value_or(leg.course.up.value_or(call.created));
}

}  // namespace

std::vector<ShownCall> const& OwnCalls::follow(UserId user, Time now) {
  auto const [entry, is_new] = followed_.try_emplace(user);
  if (!is_new) return entry->second;
  results_.listen(user);
  know_devices_of(user);
  entry->second = look(user, {}, now);
  endings_.shown(user, entry->second);
  due_[user] = now;  // for what is not settled at this moment
  return entry->second;
}

void OwnCalls::know_devices_of(UserId user) {
  auto const* const known = directory_.user(user);
  if (!known) return;
  for (auto const id : known->lines)
    if (auto const* const line = directory_.line(id)) by_device_.insert_or_assign(line->device(), user);
}

void OwnCalls::reconfigured() {
  by_device_.clear();
  for (auto const& [user, calls] : followed_) {
    know_devices_of(user);
    due_[user] = Time::min();
  }
}

void OwnCalls::calls_changed(std::string_view device) {
  if (auto const found = by_device_.find(device); found != by_device_.end()) due_[found->second] = Time::min();
}

void OwnCalls::transfer_changed(UserId user, Time now) {
  if (!followed_.contains(user)) return;
  auto& when = due_.try_emplace(user, Time::max()).first->second;
  when = std::min(when, now + lag);
}

void OwnCalls::settle(Time now) {
  for (auto& [user, when] : due_) {
    if (when > now) continue;
    when = calm_at(user);
    if (when != Time::max()) continue;
    auto& told = followed_[user];
    auto calls = look(user, told, now);
    when = next_change(user, now);
    if (calls == told) continue;
    told = std::move(calls);
    endings_.shown(user, told);
    events_.emplace_back(OwnCallsChanged{user, told});
  }
  std::erase_if(due_, [](auto const& entry) { return entry.second == Time::max(); });
}

/// Calls `work` with every line of the user and each leg of it.
template <class Work>
void OwnCalls::for_each_leg(UserId user, Work&& work) const {
  auto const* const known = directory_.user(user);
  if (!known) return;
  auto const& channels = exchange_.model().channels;
  for (auto const id : known->lines)
    if (auto const* const line = directory_.line(id))
      for (auto const& uniqueid : channels.of_device(line->device()))
        if (auto const* const leg = channels.find(uniqueid)) work(*line, *leg);
}

/// When it is known again whom the user's legs talk to: between two bridges a leg seems to be alone. Never: it is known.
Time OwnCalls::calm_at(UserId user) const {
  auto calm = Time::max();
  for_each_leg(user,
               [&](directory::Line const&, pbx::Channel const& leg) { calm = std::min(calm, leg.peer_due.value_or(calm)); });
  return calm;
}

/// When a call will be in another state without a word from the exchange.
Time OwnCalls::next_change(UserId user, Time now) const {
  auto next = Time::max();
  for_each_leg(user, [&](directory::Line const&, pbx::Channel const& leg) {
    if (auto const settled = settles_at(leg); settled && *settled > now) next = std::min(next, *settled);
  });
  return next;
}

std::vector<ShownCall> OwnCalls::look(UserId user, std::vector<ShownCall> const& before, Time now) const {
  std::vector<std::pair<Time, ShownCall>> found;
  auto const* const known = directory_.user(user);
  for (auto const id : known ? known->lines : std::vector<LineId>{}) {
    auto const* const line = directory_.line(id);
    for (auto const& call : line ? holds_.calls_of(line->device()) : std::vector<pbx::Call>{})
      if (auto const* const leg = exchange_.model().channel(call.uniqueid))
        found.emplace_back(call.created, show(*line, call, *leg, now));
  }
  std::ranges::stable_sort(found, {}, &std::pair<Time, ShownCall>::first);
  std::vector<ShownCall> calls;
  for (auto& [created, call] : found) {
    auto const known_before = std::ranges::find(before, call.id, &ShownCall::id);
    if (known_before == before.end()) calls.push_back(std::move(call));
    else if (transfers_.is_leaving(call.id)) calls.push_back(*known_before);
    else {
      call.since = known_before->state == call.state ? known_before->since : now;
      calls.push_back(std::move(call));
    }
  }
  return calls;
}

ShownCall OwnCalls::show(directory::Line const& line, pbx::Call const& call, pbx::Channel const& leg, Time now) const {
  auto const* transfer = transfers_.of_leg(call.uniqueid);
  if (transfer && !is_apart(*transfer, leg)) transfer = nullptr;
  auto const fetched_from = switchboard_.queue_of(call.uniqueid);
  ShownCall shown;
  shown.id = call.uniqueid;
  shown.line = line.id;
  shown.state = state_of(call, leg, transfer, now);
  shown.incoming = !call.outgoing || !fetched_from.empty();
  auto const* const held = transfer ? exchange_.model().channel(transfer->held) : nullptr;
  auto const is_back = transfer && transfer->has_ended && held;
  auto const party = is_back                ? held->caller
                     : transfer             ? target_of(*transfer, call)
                     : fetched_from.empty() ? party_of(call, leg)
                                            : call.party;
  shown.name = party.name;
  shown.number = party.number;
  shown.queue = fetched_from.empty() ? leg.course.queue : std::string(fetched_from);
  shown.since = begin_of(shown.state, call, leg);
  if (held && !is_back) shown.waiting = std::pair(held->caller.name, held->caller.number);
  return shown;
}

State OwnCalls::state_of(pbx::Call const& call, pbx::Channel const& leg, Consultation const* transfer, Time now) const {
  auto const is_fetched = !switchboard_.queue_of(call.uniqueid).empty();
  if (call.state == pbx::Call::State::calling) return State::dialling;
  if (call.state == pbx::Call::State::ringing)
    return call.outgoing && was_asked_for(leg) && !is_fetched ? State::dialling : State::ringing;
  if (transfer && !transfer->has_ended) return transfer->is_talking() ? State::consult : State::dialling;
  if (call.on_hold) return State::hold;
  auto const settled = settles_at(leg);
  if (settled && now < *settled) return call.outgoing && !is_fetched ? State::dialling : State::ringing;
  return call.outgoing && !is_fetched && call.dials ? State::dialling : State::up;
}

Time OwnCalls::deadline() const {
  auto earliest = Time::max();
  for (auto const& [user, when] : due_) earliest = std::min(earliest, when);
  return earliest;
}

void OwnCalls::tell_again() {
  for (auto const& [user, calls] : followed_)
    if (!calls.empty()) events_.emplace_back(OwnCallsChanged{user, calls});
}

}  // namespace crosspoint::domain
