#include "domain/queue_legs.h"

#include "domain/transfers/holds.h"

namespace crosspoint::domain {

void QueueLegs::called(AgentId agent, pbx::AgentCalled const& notice) {
  legs_.insert_or_assign(notice.leg, Leg{.agent = agent, .queue = notice.queue, .caller = notice.caller, .alone_since = {}});
}

void QueueLegs::connected(AgentId agent, pbx::AgentConnected const& notice) {
  auto& told = legs_.try_emplace(notice.leg, Leg{agent, notice.queue, notice.caller, true, false, {}}).first->second;
  told.connected = true;
  for (auto& [uniqueid, leg] : legs_)
    if (leg.agent == agent && leg.caller == notice.caller) leg.connected = true;
}

std::optional<std::string> QueueLegs::completed(AgentId agent, pbx::AgentCompleted const& notice) {
  std::optional<std::string> over;
  for (auto& [uniqueid, leg] : legs_) {
    if (leg.agent != agent || leg.caller != notice.caller || leg.over) continue;
    leg.over = true;
    over = leg.queue;
  }
  return over;
}

std::optional<std::string> QueueLegs::ended(std::string_view uniqueid) {
  auto const found = legs_.find(uniqueid);
  if (found == legs_.end()) return std::nullopt;
  auto const leg = std::move(found->second);
  legs_.erase(found);
  return leg.connected && !leg.over ? std::optional(leg.queue) : std::nullopt;
}

/// A member in callback form is rung through a Local channel. Only the call as a whole joins its halves with the phone. The
/// halves go soon after the answer, without a word that would concern us.
void QueueLegs::take_over(AgentId agent, pbx::Channel const& channel, pbx::Model const& model) {
  for (auto const& [uniqueid, leg] : legs_) {
    auto const* const half = leg.agent == agent ? model.channel(uniqueid) : nullptr;
    if (!half || !half->is_local() || half->linkedid != channel.linkedid) continue;
    auto taken = leg;
    legs_.emplace(channel.uniqueid, std::move(taken));
    return;
  }
}

std::optional<std::string> QueueLegs::look(AgentId agent, std::string_view device, pbx::Model const& model, Holds const& holds,
                                           Time now) {
  std::optional<std::string> over;
  std::erase_if(legs_, [&](auto const& entry) { return entry.second.agent == agent && !model.channel(entry.first); });
  for (auto const& uniqueid : model.channels.of_device(device)) {
    auto const* const channel = model.channel(uniqueid);
    if (!channel) continue;
    if (channel->role == pbx::Role::callee && !legs_.contains(uniqueid)) take_over(agent, *channel, model);
    auto const found = legs_.find(uniqueid);
    if (found == legs_.end() || found->second.over) continue;
    auto& leg = found->second;
    auto const alone = leg.connected && channel->peer.uniqueid.empty() && !holds.concerns(uniqueid);
    if (!alone) leg.alone_since.reset();
    else if (!leg.alone_since) leg.alone_since = now;
    if (due(leg) > now) continue;
    leg.over = true;
    over = leg.queue;
  }
  return over;
}

void QueueLegs::found(AgentId agent, std::string const& queue, std::string_view device, pbx::Model const& model) {
  pbx::Channel const* oldest = nullptr;
  for (auto const& uniqueid : model.channels.of_device(device)) {
    auto const* const channel = model.channel(uniqueid);
    if (!channel || channel->state != pbx::ChannelState::up || channel->role != pbx::Role::callee) continue;
    if (legs_.contains(uniqueid)) return;
    if (!oldest || channel->created < oldest->created) oldest = channel;
  }
  if (oldest) legs_.emplace(oldest->uniqueid, Leg{agent, queue, oldest->peer.uniqueid, true, false, {}});
}

QueueLegs::Leg const* QueueLegs::leg(std::string_view uniqueid) const {
  auto const found = legs_.find(uniqueid);
  return found == legs_.end() ? nullptr : &found->second;
}

}  // namespace crosspoint::domain
