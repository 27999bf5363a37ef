#include "sim/apps/on_hold.h"

#include <memory>

namespace crosspoint::sim {

void OnHold::start(Switch& exchange, Channel& channel, Duration most) {
  channel.application = "Wait";
  channel.data = std::to_string(std::chrono::duration_cast<std::chrono::seconds>(most).count());
  if (channel.state != ChannelState::up) exchange.set_state(channel, ChannelState::up);
  exchange.event("MusicOnHoldStart").with(channel).add("Class", "default");
  auto& hold = exchange.serve(std::make_unique<OnHold>(exchange, channel.id, exchange.now() + most), {&channel});
  exchange.wake(hold.id, exchange.now() + most);
}

void OnHold::ended(Channel& channel, Ender by) {
  if (by == Ender::phone) switch_.event("HangupRequest").with(channel);
  switch_.event("MusicOnHoldStop").with(channel);
  switch_.event("SoftHangupRequest").with(channel).add("Cause", 16);
  switch_.remove(channel, {});
  switch_.finish(*this);
}

void OnHold::taken(std::vector<ChannelId> const&) {
  switch_.event("MusicOnHoldStop").with(*switch_.find(channel_));
  switch_.finish(*this);
}

void OnHold::woken() {
  if (switch_.now() >= until_) ended(*switch_.find(channel_), Ender::manager);
}

}  // namespace crosspoint::sim
