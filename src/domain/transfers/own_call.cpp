#include "domain/transfers/own_call.h"

namespace crosspoint::domain {

std::optional<OwnCall> call_to_transfer(directory::Directory const& directory, pbx::Model const& model, UserId user) {
  auto const* const known = directory.user(user);
  if (!known) return std::nullopt;
  std::optional<OwnCall> oldest;
  for (auto const id : known->lines) {
    auto const* const line = directory.line(id);
    if (!line) continue;
    for (auto const& call : model.calls_of(line->device())) {
      auto const talks = call.state == pbx::Call::State::up && !call.peer.uniqueid.empty();
      if (talks && !call.on_hold && (!oldest || call.created < oldest->call.created)) oldest = {line, call};
    }
  }
  return oldest;
}

pbx::Channel const* bridged_with(pbx::Model const& model, pbx::Channel const& channel) {
  auto const* const bridge = pbx::lookup(model.bridges, channel.bridge);
  if (!bridge || !bridge->joins_two()) return nullptr;
  for (auto const& member : bridge->members)
    if (member != channel.uniqueid) return model.channel(member);
  return nullptr;
}

}  // namespace crosspoint::domain
