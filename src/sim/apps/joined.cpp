#include "sim/apps/joined.h"

#include <map>
#include <memory>

namespace crosspoint::sim {

void Joined::start(Switch& exchange, Channel& one, Channel& other) {
  std::map<ApplicationId, std::vector<ChannelId>> leaving;
  for (auto const* const channel : {&one, &other})
    if (exchange.application(*channel)) leaving[channel->served_by].push_back(channel->id);
  auto& joined = static_cast<Joined&>(exchange.serve(std::make_unique<Joined>(exchange), {}));
  for (auto const& [served_by, channels] : leaving) {
    auto* const application = exchange.application(*exchange.find(channels.front()));
    for (auto const id : channels) exchange.find(id)->served_by = joined.id;
    application->bridged_away(channels);
  }
  for (auto* const channel : {&one, &other}) channel->served_by = joined.id;
  joined.join(one, other);
}

}  // namespace crosspoint::sim
