#include "domain/queue_legs.h"

#include <algorithm>
#include <limits>

#include "base/text.h"

namespace crosspoint::domain {
namespace {

bool is_on(QueueLegs::Call const& call) { return call.connected && !call.over; }

/// A phone that is up hangs up when its call is over. Of a call that is elsewhere only Asterisk knows.
bool is_done_with(QueueLegs::Call const& call, pbx::Model const& model) {
  auto const* const member = model.member(call.queue, call.interface);
  if (call.was_there) return !member || !member->in_call;
  auto const is_phone = [&](std::string const& leg) {
    auto const* const channel = model.channel(leg);
    return channel && !channel->is_local();
  };
  if (std::ranges::any_of(call.legs, is_phone)) return false;
  return member && !member->in_call && member->calls_taken > call.calls_taken;
}

}  // namespace

void QueueLegs::add_leg(Key const& key, std::string const& uniqueid) {
  calls_[key].legs.insert(uniqueid);
  of_leg_.insert_or_assign(uniqueid, key);
}

void QueueLegs::drop_legs(Call& call) {
  for (auto const& leg : call.legs) of_leg_.erase(leg);
  call.legs.clear();
}

void QueueLegs::called(AgentId agent, pbx::AgentCalled const& notice) {
  Key const key{notice.caller, agent};
  auto& call = calls_[key];
  if (call.connected || call.queue != notice.queue) {  // it has come back, perhaps to another queue
    drop_legs(call);
    call = {};
  }
  call.queue = notice.queue;
  call.interface = notice.interface;
  add_leg(key, notice.leg);
}

void QueueLegs::connected(AgentId agent, pbx::AgentConnected const& notice, pbx::Model const& model) {
  Key const key{notice.caller, agent};
  auto& call = calls_[key];
  call.queue = notice.queue;
  call.interface = notice.interface;
  call.connected = true;
  if (auto const* const member = model.member(call.queue, call.interface)) call.calls_taken = member->calls_taken;
  add_leg(key, notice.leg);
}

/// By its caller. An attended transfer may have put somebody else in the caller's place, and of some no caller is known.
QueueLegs::Calls::iterator QueueLegs::call_of(AgentId agent, pbx::AgentCompleted const& notice) {
  if (auto const found = calls_.find({notice.caller, agent}); found != calls_.end()) return found;
  return std::ranges::find_if(calls_, [&](auto const& entry) {
    return entry.first.agent == agent && is_on(entry.second) && equal_ignoring_case(entry.second.queue, notice.queue);
  });
}

std::optional<std::string> QueueLegs::completed(AgentId agent, pbx::AgentCompleted const& notice, Time now) {
  auto const found = call_of(agent, notice);
  if (found == calls_.end()) return notice.queue;
  auto& call = found->second;
  if (call.over) return std::nullopt;
  call.over = now;
  auto const queue = call.queue;
  if (call.legs.empty()) calls_.erase(found);
  return queue;
}

std::vector<QueueLegs::Ended> QueueLegs::ended(pbx::Channel const& leg, Time now) {
  std::vector<Ended> ended;
  if (auto const found = of_leg_.find(leg.uniqueid); found != of_leg_.end()) {
    auto const at = calls_.find(found->second);
    of_leg_.erase(found);
    auto& call = at->second;
    call.legs.erase(leg.uniqueid);
    // What rang along with the one that has answered ends as well.
    auto const is_end = is_on(call) && leg.state == pbx::ChannelState::up;
    if (is_end) call.over = now;
    ended.push_back({at->first.agent, is_end ? std::optional(call.queue) : std::nullopt});
    if (call.legs.empty() && !is_on(call)) calls_.erase(at);
  }
  constexpr AgentId first{std::numeric_limits<std::int64_t>::min()};
  for (auto at = calls_.lower_bound({leg.uniqueid, first}); at != calls_.end() && at->first.caller == leg.uniqueid;) {
    auto const each = at++;
    auto& call = each->second;
    auto const is_end = is_on(call);
    if (is_end) call.over = now;
    ended.push_back({each->first.agent, is_end ? std::optional(call.queue) : std::nullopt});
    if (call.over && !call.legs.empty()) continue;
    drop_legs(call);
    calls_.erase(each);
  }
  return ended;
}

/// A member that the dialplan looks for is rung through a Local channel. Only the call as a whole joins its halves with the
/// phone. The halves go soon after the answer, without a word that would concern us.
void QueueLegs::take_over(AgentId agent, pbx::Channel const& channel, pbx::Model const& model) {
  for (auto const& [key, call] : calls_) {
    if (key.agent != agent || call.over) continue;
    auto const is_of_it = [&](std::string const& leg) {
      auto const* const half = model.channel(leg);
      return half && half->is_local() && half->linkedid == channel.linkedid;
    };
    if (std::ranges::none_of(call.legs, is_of_it)) continue;
    add_leg(Key(key), channel.uniqueid);
    return;
  }
}

std::optional<std::string> QueueLegs::look(AgentId agent, std::string_view device, pbx::Model const& model, Time now) {
  std::optional<std::string> over;
  for (auto const& uniqueid : model.channels.of_device(device)) {
    auto const* const channel = model.channel(uniqueid);
    if (channel && channel->role == pbx::Role::callee && !of_leg_.contains(uniqueid)) take_over(agent, *channel, model);
  }
  for (auto at = calls_.begin(); at != calls_.end();) {
    auto const each = at++;
    auto& [key, call] = *each;
    if (key.agent != agent) continue;
    std::erase_if(call.legs, [&](std::string const& leg) { return !model.channel(leg) && of_leg_.erase(leg) > 0; });
    if (is_on(call) && is_done_with(call, model)) {
      call.over = now;
      over = call.queue;
    }
    if (call.legs.empty() && !is_on(call)) calls_.erase(each);
  }
  return over;
}

void QueueLegs::found(AgentId agent, std::string const& queue, pbx::QueueMember const& member, std::string_view device,
                      pbx::Model const& model) {
  if (is_in_call(agent)) return;
  pbx::Channel const* oldest = nullptr;
  for (auto const& uniqueid : model.channels.of_device(device)) {
    auto const* const channel = model.channel(uniqueid);
    if (!channel || channel->state != pbx::ChannelState::up || channel->role != pbx::Role::callee) continue;
    if (!oldest || channel->created < oldest->created) oldest = channel;
  }
  Key const key{oldest ? oldest->peer.uniqueid : std::string{}, agent};
  auto& call = calls_[key];
  drop_legs(call);
  call = {.queue = queue, .interface = member.interface, .legs = {}, .connected = true, .was_there = true, .over = {}};
  if (oldest) add_leg(key, oldest->uniqueid);
}

void QueueLegs::is_free(AgentId agent, Time now) {
  for (auto& [key, call] : calls_)
    if (key.agent == agent && is_on(call)) call.over = now;
}

QueueLegs::Call const* QueueLegs::call_of(std::string_view uniqueid) const {
  auto const found = of_leg_.find(uniqueid);
  if (found == of_leg_.end()) return nullptr;
  auto const call = calls_.find(found->second);
  return call == calls_.end() ? nullptr : &call->second;
}

bool QueueLegs::is_in_call(AgentId agent) const {
  return std::ranges::any_of(calls_, [&](auto const& entry) { return entry.first.agent == agent && is_on(entry.second); });
}

}  // namespace crosspoint::domain
