#include "sim/apps/voicemail.h"

#include <memory>
#include <utility>

namespace crosspoint::sim {

void Voicemail::start(Switch& exchange, Mailbox& box, Purpose purpose, Channel& caller) {
  caller.application = purpose == Purpose::leave ? "VoiceMail" : "VoiceMailMain";
  caller.data = box.number + (purpose == Purpose::leave ? "@default,us" : "@default,s");
  if (caller.state != ChannelState::up) exchange.set_state(caller, ChannelState::up);
  caller.priority = purpose == Purpose::leave ? 3 : 2;
  exchange.serve(std::make_unique<Voicemail>(exchange, box, purpose), {&caller});
}

void Voicemail::close(Channel const& channel) {
  if (switch_.now() - since_ >= long_enough) {
    if (purpose_ == Purpose::leave) ++box_.unheard;
    else box_.heard += std::exchange(box_.unheard, 0);
  }
  switch_.event("MessageWaiting")
      .with(channel)
      .add("Mailbox", box_.number + "@default")
      .add("Waiting", box_.unheard > 0 ? 1 : 0)
      .add("New", box_.unheard)
      .add("Old", box_.heard);
  switch_.set_device("MWI:" + box_.number + "@default", box_.unheard > 0 ? "INUSE" : "NOT_INUSE");
  switch_.finish(*this);
}

void Voicemail::ended(Channel& channel, Ender by) {
  if (by == Ender::phone) switch_.event("HangupRequest").with(channel);
  close(channel);
  switch_.event("SoftHangupRequest").with(channel).add("Cause", 16);
  switch_.remove(channel, {0});
}

void Voicemail::taken(std::vector<ChannelId> const& channels) { close(*switch_.find(channels.front())); }

}  // namespace crosspoint::sim
