#include "pbx/events/snapshot.h"

#include "base/text.h"
#include "pbx/events/movement.h"
#include "wire/ami/escapes.h"

namespace crosspoint::pbx {
namespace {

std::string_view known(std::string_view value) { return wire::ami::is_nothing(value) ? std::string_view("") : value; }

std::optional<ChannelState> state_of(std::string_view text) {
  auto const number = to_integer(text);
  return number && *number >= 0 && *number < 16 ? std::optional(static_cast<ChannelState>(*number)) : std::nullopt;
}

void read_header(Snapshot& out, std::string_view name, std::string_view value) {
  switch (name.size()) {
    case 5:
      if (name == "Exten") out.exten = value;
      break;
    case 7:
      if (name == "Channel") out.name = value;
      if (name == "Context") out.context = value;
      break;
    case 8:
      if (name == "Uniqueid") out.uniqueid = known(value);
      if (name == "Linkedid") out.linkedid = value;
      break;
    case 11:
      if (name == "CallerIDNum") out.caller_number = known(value);
      break;
    case 12:
      if (name == "CallerIDName") out.caller_name = known(value);
      if (name == "ChannelState") out.state = state_of(value);
      break;
    case 16:
      if (name == "ConnectedLineNum") out.connected_number = known(value);
      break;
    case 17:
      if (name == "ConnectedLineName") out.connected_name = known(value);
      break;
    default: break;
  }
}

/// A header that was not there leaves the field alone; an empty one empties it.
bool assign(std::string& field, std::string_view value) {
  if (value.data() == nullptr || field == value) return false;
  field = value;
  return true;
}

/// Where there is no backslash, as in nearly every name, nothing is copied.
bool assign_name(std::string& field, std::string_view escaped) {
  return escaped.find('\\') == std::string_view::npos ? assign(field, escaped) : assign(field, wire::ami::unescape(escaped));
}

bool assign(Party& party, std::string_view name, std::string_view number) {
  auto const other_name = assign_name(party.name, name);
  return assign(party.number, number) || other_name;
}

/// Who talks to this channel sees its new name at once.
void tell_peer(Scene& scene, Channel const& channel) {
  auto* const other = scene.model.channels.find(channel.peer.uniqueid);
  if (!other || other->peer.uniqueid != channel.uniqueid) return;
  other->peer.party = channel.caller;
  scene.changes.touch_calls(other->device);
}

Channel& create(Scene& scene, Snapshot const& seen) {
  auto& channel = scene.model.channels.add(seen.uniqueid, seen.name);
  channel.created = scene.model.channels.begin(scene.now);
  channel.created_is_estimated = true;
  if (auto exten = scene.originates.claim(seen.uniqueid)) {
    channel.role_is_final = true;  // Asterisk rings it, but its user has asked for the call (2.3)
    channel.course.start = Course::Start::originated;
    channel.course.exten = std::move(*exten);
  } else if (seen.uniqueid != seen.linkedid) {
    channel.role = Role::callee;
  }
  return channel;
}

}  // namespace

Snapshot read_snapshot(wire::ami::Message const& message, std::string_view prefix) {
  Snapshot out;
  for (auto const& [name, value] : message.headers())
    if (name.starts_with(prefix)) read_header(out, name.substr(prefix.size()), value);
  return out;
}

Party caller_of(Snapshot const& seen) {
  Party caller;
  assign(caller, seen.caller_name, seen.caller_number);
  return caller;
}

void update(Scene& scene, Channel& channel, Snapshot const& seen) {
  channel.mark.touched = scene.model.events;
  scene.drift.acquit("channel", channel.uniqueid);
  if (!seen.name.empty() && channel.name != seen.name) {
    scene.changes.touch_calls(channel.device);
    scene.model.channels.rename(channel, seen.name);
    scene.changes.touch_calls(channel.device);
  }
  assign(channel.linkedid, seen.linkedid);
  assign(channel.context, seen.context);
  assign(channel.exten, seen.exten);
  auto changed = assign(channel.connected, seen.connected_name, seen.connected_number);
  if (channel.course.answered) channel.course.reach(channel.connected);
  if (changed) ask_for_caller_behind(scene, channel);
  if (assign(channel.caller, seen.caller_name, seen.caller_number)) {
    tell_peer(scene, channel);
    rename_caller(scene, channel);
  }
  if (seen.state && channel.state != *seen.state) {
    channel.state = *seen.state;
    if (channel.state == ChannelState::up && !channel.course.up) channel.course.up = scene.now;
    changed = true;
  }
  if (changed) scene.changes.touch_calls(channel.device);
}

Channel* see(Scene& scene, Snapshot const& seen) {
  if (seen.uniqueid.empty()) return nullptr;
  auto* channel = scene.model.channels.find(seen.uniqueid);
  if (!channel) {
    if (seen.name.empty() || scene.model.channels.has_gone(seen.uniqueid)) return nullptr;
    channel = &create(scene, seen);
  }
  update(scene, *channel, seen);
  return channel;
}

Channel* see(Scene& scene, wire::ami::Message const& message, std::string_view prefix) {
  return see(scene, read_snapshot(message, prefix));
}

}  // namespace crosspoint::pbx
