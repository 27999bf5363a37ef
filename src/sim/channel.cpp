#include "sim/channel.h"

#include "wire/ami/escapes.h"

namespace crosspoint::sim {
namespace {

std::string or_unknown(std::string const& text) { return text.empty() ? "<unknown>" : text; }

}  // namespace

std::string_view text_of(ChannelState state) {
  switch (state) {
    case ChannelState::down: return "Down";
    case ChannelState::ring: return "Ring";
    case ChannelState::ringing: return "Ringing";
    case ChannelState::up: return "Up";
  }
  return {};
}

std::string_view text_of(Cause cause) {
  switch (cause.code) {
    case 3: return "No route to destination";
    case 16: return "Normal Clearing";
    case 17: return "User busy";
    case 19: return "User alerting, no answer";
    case 21: return "Call Rejected";
    case 26: return "Answered elsewhere";
    case 127: return "Interworking, unspecified";
    default: return "Unknown";
  }
}

void write(Lines& out, Channel const& channel, std::string_view prefix) {
  out.prefixed(prefix, "Channel", channel.name)
      .prefixed(prefix, "ChannelState", static_cast<int>(channel.state))
      .prefixed(prefix, "ChannelStateDesc", text_of(channel.state))
      .prefixed(prefix, "CallerIDNum", or_unknown(channel.caller.number))
      .prefixed(prefix, "CallerIDName", wire::ami::escape(or_unknown(channel.caller.name)))
      .prefixed(prefix, "ConnectedLineNum", or_unknown(channel.connected.number))
      .prefixed(prefix, "ConnectedLineName", wire::ami::escape(or_unknown(channel.connected.name)))
      .prefixed(prefix, "Language", "en")
      .prefixed(prefix, "AccountCode", "")
      .prefixed(prefix, "Context", channel.context)
      .prefixed(prefix, "Exten", channel.exten)
      .prefixed(prefix, "Priority", channel.priority)
      .prefixed(prefix, "Uniqueid", channel.uniqueid)
      .prefixed(prefix, "Linkedid", channel.linkedid);
}

void write(Lines& out, Bridge const& bridge) {
  out.add("BridgeUniqueid", bridge.uniqueid)
      .add("BridgeType", bridge.type)
      .add("BridgeTechnology", bridge.technology)
      .add("BridgeCreator", bridge.creator)
      .add("BridgeName", bridge.name)
      .add("BridgeNumChannels", bridge.members.size() + static_cast<std::size_t>(bridge.unseen))
      .add("BridgeVideoSourceMode", "none");
}

void write(Lines& out, Cause cause) {
  out.add("Cause", cause.code).add("Cause-txt", text_of(cause));
  if (cause.tech != 0) out.add("TechCause", cause.tech);
}

}  // namespace crosspoint::sim
