#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "sim/lines.h"

namespace crosspoint::sim {

using ChannelId = Id<struct ChannelTag>;
using BridgeId = Id<struct BridgeTag>;
using ApplicationId = Id<struct ApplicationTag>;

/// A caller id. An empty part is written `<unknown>`.
struct Party {
  std::string number, name;
  bool operator==(Party const&) const = default;
};

/// The numbers of ChannelState. (telephony 2.1)
enum class ChannelState { down = 0, ring = 4, ringing = 5, up = 6 };

/// Why a channel ends: the Q.850 cause and, when a phone gave one, its SIP answer (0: none).
struct Cause {
  int code = 16;
  int tech = 0;
};

/// One leg of a call, as Asterisk's channel events describe it.
struct Channel {
  ChannelId id;
  std::string name;  ///< PJSIP/1001-0000002a
  std::string phone;
  ChannelState state = ChannelState::down;
  Party caller, connected;
  std::string context, exten;
  int priority = 1;
  std::string uniqueid, linkedid;
  std::string application, data;  ///< what CoreShowChannels says it runs
  Time created;
  std::optional<Time> answered;
  BridgeId bridge;          ///< 0: in none
  ApplicationId served_by;  ///< 0: by none
  bool holding = false;     ///< its phone pressed hold
  bool held = false;        ///< it hears music because the other side pressed hold
  std::map<std::string, std::string> variables;
};

struct Bridge {
  BridgeId id;
  std::string uniqueid;
  std::string type = "basic", technology = "simple_bridge", creator = "<unknown>", name = "<unknown>";
  std::vector<ChannelId> members;
  int unseen = 0;  ///< the announcer of a conference, which is counted and never shown
};

std::string_view text_of(ChannelState state);
std::string_view text_of(Cause cause);

/// The headers of a channel in Asterisk's order, each name with the prefix. (telephony 2.1)
void write(Lines& out, Channel const& channel, std::string_view prefix = {});
void write(Lines& out, Bridge const& bridge);
void write(Lines& out, Cause cause);

}  // namespace crosspoint::sim
