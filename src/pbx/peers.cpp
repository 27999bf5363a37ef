#include "pbx/peers.h"

#include <algorithm>

namespace crosspoint::pbx {
namespace {

constexpr int most_steps = 5;
constexpr int most_visits = 64;  ///< however strange the bridges are

/// Calls `visit` for every channel in the bridge that is no half of a Local channel, and for those behind the halves, until it
/// says that it has seen enough.
template <class Visit>
bool walk(Model const& model, std::string_view bridge, std::string_view except, int steps, int& visits, Visit&& visit) {
  auto const* const here = lookup(model.bridges, bridge);
  if (!here || !here->joins_two()) return false;
  for (auto const& uniqueid : here->members) {
    if (uniqueid == except) continue;
    if (++visits > most_visits) return true;
    auto const* const member = model.channels.find(uniqueid);
    if (!member) continue;
    if (!member->is_local()) {
      if (visit(*member)) return true;
      continue;
    }
    auto const* const other = steps > 0 ? model.channels.other_half(*member) : nullptr;
    if (other && walk(model, other->bridge, other->uniqueid, steps - 1, visits, visit)) return true;
  }
  return false;
}

/// The uniqueids of all that walk() comes to.
std::vector<std::string> reached_by(Model const& model, std::string_view bridge) {
  auto visits = 0;
  std::vector<std::string> reached;
  walk(model, bridge, {}, most_steps, visits, [&](Channel const& channel) {
    reached.push_back(channel.uniqueid);
    return false;
  });
  return reached;
}

enum class Start { now, long_ago };

void update(Model& model, Changes& changes, Channel& channel, Start start, Time now) {
  channel.peer_due.reset();
  auto const* const found = channel.is_local() ? nullptr : find_peer(model, channel);
  auto peer = found ? Peer{found->uniqueid, found->device, found->caller} : Peer{};
  if (peer == channel.peer) return;
  channel.peer = std::move(peer);
  if (found && !channel.talking_since) {
    channel.talking_since_is_estimated = start == Start::long_ago && channel.created_is_estimated;
    channel.talking_since = channel.talking_since_is_estimated ? channel.created : now;
  }
  changes.touch_calls(channel.device);
}

}  // namespace

Channel const* find_peer(Model const& model, Channel const& channel) {
  Channel const* peer = nullptr;
  auto visits = 0;
  walk(model, channel.bridge, channel.uniqueid, most_steps, visits, [&](Channel const& other) {
    peer = &other;
    return true;
  });
  return peer;
}

Channel const* find_speaker(Model const& model, Channel const& channel) {
  if (!channel.is_local()) return &channel;
  auto const* const other = model.channels.other_half(channel);
  return other ? find_peer(model, *other) : nullptr;
}

void Peers::disturb(Channel& channel, Time now) {
  if (channel.is_local()) return;
  if (!channel.peer_due) waiting_.push_back(channel.uniqueid);
  channel.peer_due = now + calm;
  due_ = std::min(due_, *channel.peer_due);
}

void Peers::disturb_bridge(Model& model, std::string_view bridge, Time now) {
  for (auto const& uniqueid : reached_by(model, bridge))
    if (auto* const channel = model.channels.find(uniqueid)) disturb(*channel, now);
}

void Peers::part(Model& model, std::string_view bridge, Time now) {
  for (auto const& uniqueid : reached_by(model, bridge)) {
    auto* const channel = model.channels.find(uniqueid);
    if (!channel) continue;
    if (!channel->talking_since && find_peer(model, *channel)) channel->talking_since = now;
    disturb(*channel, now);
  }
}

void Peers::settle(Model& model, Changes& changes, Time now) {
  if (now < due_) return;
  due_ = Time::max();
  std::erase_if(waiting_, [&](std::string const& uniqueid) {
    auto* const channel = model.channels.find(uniqueid);
    if (!channel || !channel->peer_due) return true;
    if (*channel->peer_due > now) {
      due_ = std::min(due_, *channel->peer_due);
      return false;
    }
    update(model, changes, *channel, Start::now, now);
    return true;
  });
}

void Peers::settle_now(Model& model, Changes& changes, Time now) {
  for (auto const& uniqueid : waiting_)
    if (auto* const channel = model.channels.find(uniqueid)) update(model, changes, *channel, Start::long_ago, now);
  waiting_.clear();
  due_ = Time::max();
}

}  // namespace crosspoint::pbx
