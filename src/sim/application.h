#pragma once

#include "sim/channel.h"

namespace crosspoint::sim {

/// Who ended a channel: its phone, or the manager (action Hangup), of whom no HangupRequest tells.
enum class Ender { phone, manager };

/// How a phone refuses a call that rings at it: 486 or 603.
enum class Refusal { busy, declined };

/// What serves some channels at the moment: a dialled call, a queue, a voicemail. It decides what follows when one of them is
/// answered or ends, and tells it. Owned by the Switch; removed with Switch::finish.
class Application {
 public:
  Application() = default;
  Application(Application const&) = delete;
  Application& operator=(Application const&) = delete;
  virtual ~Application() = default;

  /// The phone of this channel, which rings, picks up.
  virtual void answered(Channel&) {}

  virtual void refused(Channel&, Refusal) {}

  /// The channel ends, and with it what cannot go on without it.
  virtual void ended(Channel& channel, Ender by) = 0;

  /// The channels are taken away alive (Redirect): let go of them and end what cannot go on without them.
  virtual void taken(std::vector<ChannelId> const& channels) = 0;

  /// The channels are taken away alive into a bridge (Bridge); nearly always the same.
  virtual void bridged_away(std::vector<ChannelId> const& channels) { taken(channels); }

  /// A time that was asked for with Switch::wake has come; perhaps nothing is left to do.
  virtual void woken() {}

  ApplicationId id;  ///< set by the Switch
};

}  // namespace crosspoint::sim
