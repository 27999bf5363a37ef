#include "domain/queues/queue_calls.h"

#include <algorithm>

#include "flow/effects.h"
#include "pbx/model/model.h"
#include "pbx/notice.h"

namespace crosspoint::domain {
namespace {

using std::chrono::floor;
using std::chrono::seconds;

/// As Asterisk counts: the difference of two clocks that show seconds.
seconds seconds_between(Time from, Time to) { return floor<seconds>(to) - floor<seconds>(from); }

/// Rounded half up; nothing of nothing.
std::optional<std::int64_t> quotient(std::int64_t dividend, std::int64_t divisor) {
  return divisor == 0 ? std::nullopt : std::optional((2 * dividend + divisor) / (2 * divisor));
}

}  // namespace

WindowFigures QueueCalls::figures(QueueId queue, Window const& window, Time now) const {
  WindowFigures figures;
  auto const found = calls_.find(queue);
  if (found == calls_.end()) return figures;
  auto const start = floor<seconds>(now) - std::clamp(window.length, seconds(0), kept);
  auto const within = [&](Time joined) { return floor<seconds>(joined) > start; };
  auto const waiting = std::ranges::count_if(found->second.waiting, [&](auto const& one) { return within(one.second.joined); });
  int in_time = 0;
  std::int64_t held = 0;
  std::int64_t longest = 0;
  for (auto const& call : found->second.ended) {
    if (!within(call.joined)) continue;
    ++(call.answered ? figures.answered : figures.lost);
    if (call.answered && call.hold < window.quality) ++in_time;
    held += call.hold.count();
    longest = std::max<std::int64_t>(longest, call.hold.count());
  }
  auto const ended = figures.answered + figures.lost;
  figures.received = ended + static_cast<int>(waiting);
  if (figures.answered > 0) figures.rate = quotient(std::int64_t{100} * figures.answered, ended);
  figures.quality = quotient(std::int64_t{100} * in_time, figures.answered);
  figures.mean_hold = quotient(held, ended);
  if (ended > 0) figures.most_hold = longest;
  return figures;
}

QueueCalls::Waiting* QueueCalls::waiting(QueueId queue, std::string const& uniqueid) {
  auto const calls = calls_.find(queue);
  return calls == calls_.end() ? nullptr : pbx::lookup(calls->second.waiting, uniqueid);
}

void QueueCalls::joined(pbx::CallerJoined const& caller) {
  auto const* const queue = index_.named(caller.queue);
  if (!queue) return;
  if (auto const* const before = waiting(queue->id, caller.uniqueid)) {
    if (!before->left) return;
    end(queue->id, caller.uniqueid, seconds_between(before->joined, *before->left), false);  // it has come back
  }
  calls_[queue->id].waiting.emplace(caller.uniqueid, Waiting{caller.at, {}});
  effects_.emplace_back(
      flow::Store{tokens_.next(), flow::SaveWaitingCall{{queue->id, caller.uniqueid, wall_clock_.at(caller.at)}}});
}

void QueueCalls::note_left(QueueId queue, std::string const& uniqueid, Waiting& call, Time now) {
  call.left = now;
  undecided_.push_back({queue, uniqueid, now + moment});
}

void QueueCalls::left(pbx::CallerLeft const& caller, Time now) {
  auto const* const queue = index_.named(caller.queue);
  auto* const call = queue ? waiting(queue->id, caller.uniqueid) : nullptr;
  if (!call || call->left) return;
  if (caller.how == pbx::CallerLeft::How::left) return note_left(queue->id, caller.uniqueid, *call, now);
  end(queue->id, caller.uniqueid, seconds_between(call->joined, now), caller.how == pbx::CallerLeft::How::taken);
}

void QueueCalls::replaced(pbx::CallerReplaced const& caller, Time now) {
  auto const* const queue = index_.named(caller.queue);
  if (!queue) return;
  auto const* const before = waiting(queue->id, caller.uniqueid);
  auto const joined_at = before ? before->joined : now;
  if (before) calls_.at(queue->id).waiting.erase(caller.uniqueid);
  calls_[queue->id].waiting.insert_or_assign(caller.by, Waiting{joined_at, {}});
  effects_.emplace_back(flow::Store{tokens_.next(), flow::ForgetWaitingCall{queue->id, caller.uniqueid}});
  effects_.emplace_back(flow::Store{tokens_.next(), flow::SaveWaitingCall{{queue->id, caller.by, wall_clock_.at(joined_at)}}});
}

/// Asterisk's own figure counts, unless the clock that it measures by was set meanwhile.
void QueueCalls::answered(pbx::AgentConnected const& call, Time now) {
  auto const* const queue = index_.named(call.queue);
  auto const* const known = queue ? waiting(queue->id, call.caller) : nullptr;
  if (!known) return;
  auto const measured = seconds_between(known->joined, known->left.value_or(now));
  bool const is_likely = std::chrono::abs(call.hold_time - measured) < clocks_agree;
  end(queue->id, call.caller, is_likely ? call.hold_time : measured, true);
}

void QueueCalls::end(QueueId queue, std::string const& uniqueid, seconds hold, bool answered) {
  auto& calls = calls_.at(queue);
  auto const found = calls.waiting.find(uniqueid);
  Ended const call{found->second.joined, std::max(hold, seconds(0)), answered};
  calls.waiting.erase(found);
  keep(calls, call);
  effects_.emplace_back(
      flow::Store{tokens_.next(), flow::SaveQueueCall{{queue, wall_clock_.at(call.joined), call.hold, answered}, uniqueid}});
}

void QueueCalls::keep(Calls& calls, Ended const& call) {
  auto& ended = calls.ended;
  auto const oldest = call.joined + call.hold - kept;
  while (!ended.empty() && (ended.front().joined < oldest || ended.size() >= most)) ended.pop_front();
  ended.push_back(call);
}

/// What was stored while the clock was ahead is not in the future for that.
void QueueCalls::loaded(flow::QueueCallsLoaded const& all, Time now) {
  auto const joined = [&](WallTime stored, seconds hold) { return std::min(wall_clock_.when(stored), now - hold); };
  for (auto const& call : all.calls) keep(calls_[call.queue], {joined(call.joined, call.hold), call.hold, call.answered});
  for (auto const& call : all.waiting)
    calls_[call.queue].waiting.emplace(call.uniqueid, Waiting{joined(call.joined, seconds(0)), {}});
}

void QueueCalls::link_is_live(pbx::Model const& model, Time now) {
  for (auto& [id, calls] : calls_) {
    auto const configured = directory_.queues.find(id);
    auto const* const queue = configured == directory_.queues.end() ? nullptr : model.queue(configured->second.name);
    for (auto& [uniqueid, call] : calls.waiting)
      if (!call.left && !(queue && queue->entry(uniqueid))) note_left(id, uniqueid, call, now);
  }
}

void QueueCalls::reconfigured() {
  index_.rebuild();
  std::erase_if(calls_, [&](auto const& entry) { return !directory_.queues.contains(entry.first); });
}

void QueueCalls::tick(Time now) {
  for (; !undecided_.empty() && undecided_.front().due <= now; undecided_.pop_front()) {
    auto const& [queue, uniqueid, due] = undecided_.front();
    auto const* const call = waiting(queue, uniqueid);
    if (call && call->left && *call->left + moment <= now)
      end(queue, uniqueid, seconds_between(call->joined, *call->left), false);
  }
}

}  // namespace crosspoint::domain
