#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "pbx/changes.h"
#include "pbx/model/model.h"

namespace crosspoint::pbx {

/// Finds out who talks to whom, a moment after the bridges have changed: when Asterisk takes a Local pair out of a path, a phone
/// leaves one bridge and enters another, and that is neither an end nor a start. (telephony 2.3, T037, T038)
class Peers {
 public:
  static constexpr Duration calm{20'000};

  /// The members of this bridge, and those behind its Local channels, may soon have other peers.
  void disturb_bridge(Model& model, std::string_view bridge, Time now);
  void disturb(Channel& channel, Time now);

  /// The same when somebody leaves it: whoever has had a peer by it has talked, also when that was too short to be looked at.
  void part(Model& model, std::string_view bridge, Time now);

  /// Looks again for the peers of those that have been left in peace long enough.
  void settle(Model& model, Changes& changes, Time now);

  /// Looks for the peers of all that wait, without waiting: the lists have just said how things stand.
  void settle_now(Model& model, Changes& changes, Time now);

  [[nodiscard]] Time deadline() const { return due_; }

 private:
  std::vector<std::string> waiting_;  ///< uniqueids, each once
  Time due_ = Time::max();
};

/// Who speaks in a channel: itself, or of a Local channel whoever its other half is bridged with; null while that is nobody.
Channel const* find_speaker(Model const& model, Channel const& channel);

/// The first channel behind the bridge of `channel` that is no half of a Local channel, at most five Local channels away.
Channel const* find_peer(Model const& model, Channel const& channel);

}  // namespace crosspoint::pbx
