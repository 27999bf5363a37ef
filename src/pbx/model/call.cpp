#include "pbx/model/call.h"

namespace crosspoint::pbx {
namespace {

std::optional<Call::State> state_of(Channel const& channel) {
  switch (channel.state) {
    case ChannelState::ring: return Call::State::calling;
    case ChannelState::ringing: return Call::State::ringing;
    case ChannelState::up: return Call::State::up;
    default: return std::nullopt;
  }
}

}  // namespace

bool dials(Channel const& channel) {
  return channel.state == ChannelState::up && channel.dialling.legs > 0 && !channel.talking_since && channel.queue.empty();
}

std::optional<Call> call_of(Channel const& channel) {
  auto const state = state_of(channel);
  if (!state) return std::nullopt;
  Call call;
  call.uniqueid = channel.uniqueid;
  call.channel = channel.name;
  call.state = *state;
  call.on_hold = channel.on_hold;
  call.outgoing = channel.role == Role::caller;
  call.dials = dials(channel);
  call.peer = channel.peer;
  call.party = channel.peer.uniqueid.empty() ? channel.connected : channel.peer.party;
  call.start = channel.talking_since;
  call.start_is_estimated = channel.talking_since_is_estimated;
  call.created = channel.created;
  return call;
}

}  // namespace crosspoint::pbx
