#pragma once

#include <optional>
#include <string_view>

#include "pbx/model/channel.h"
#include "pbx/scene.h"
#include "wire/ami/message.h"

namespace crosspoint::pbx {

/// How an event describes one of its channels, as views into the message: names are as Asterisk writes them there, escaped.
/// (telephony 2.1)
struct Snapshot {
  std::string_view name, uniqueid, linkedid, context, exten;
  std::string_view caller_number, caller_name, connected_number, connected_name;
  std::optional<ChannelState> state;
};

/// Reads the headers that begin with `prefix`: "Dest" for the called side of a dial, nothing for the channel of the event itself.
Snapshot read_snapshot(wire::ami::Message const& message, std::string_view prefix = {});

/// Name and number of the channel's own side.
Party caller_of(Snapshot const& snapshot);

/// The channel of the snapshot, made if it is new (T031) and brought up to date. Null if the snapshot names none, or one that has
/// already hung up.
Channel* see(Scene& scene, Snapshot const& snapshot);

/// As see(), with the headers that begin with `prefix`.
Channel* see(Scene& scene, wire::ami::Message const& message, std::string_view prefix = {});

/// Takes over what a snapshot says of a known channel.
void update(Scene& scene, Channel& channel, Snapshot const& snapshot);

}  // namespace crosspoint::pbx
