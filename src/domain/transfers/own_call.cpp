#include "domain/transfers/own_call.h"

namespace crosspoint::domain {

namespace {

bool talks(pbx::Call const& call) { return call.state == pbx::Call::State::up && !call.peer.uniqueid.empty(); }

template <class Suits>
std::optional<OwnCall> oldest(directory::Directory const& directory, pbx::Model const& model, UserId user, Suits&& suits) {
  return oldest_call(
      directory, user, [&](std::string const& device) { return model.calls_of(device); },
      [&](directory::Line const&, pbx::Call const& call) { return talks(call) && suits(call); });
}

}  // namespace

std::optional<OwnCall> call_to_transfer(directory::Directory const& directory, pbx::Model const& model, UserId user,
                                        Which which) {
  return oldest(directory, model, user, [&](pbx::Call const& call) { return may_be_meant(which, call) && !call.on_hold; });
}

std::optional<OwnCall> call_to_send_on(directory::Directory const& directory, pbx::Model const& model, UserId user, Which which) {
  return oldest(directory, model, user, [&](pbx::Call const& call) { return which ? call.uniqueid == *which : !call.on_hold; });
}

pbx::Channel const* bridged_with(pbx::Model const& model, pbx::Channel const& channel) {
  auto const* const bridge = pbx::lookup(model.bridges, channel.bridge);
  if (!bridge || !bridge->joins_two()) return nullptr;
  for (auto const& member : bridge->members)
    if (member != channel.uniqueid) return model.channel(member);
  return nullptr;
}

}  // namespace crosspoint::domain
