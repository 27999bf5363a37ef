#pragma once

#include <string>
#include <vector>

#include "sim/switch.h"

namespace crosspoint::sim {

/// A ConfBridge room; empty as long as nobody is in it.
struct Room {
  struct Participant {
    ChannelId channel;
    Time joined;
    bool muted = false;
  };
  std::string number;
  BridgeId bridge;
  std::vector<Participant> participants;
};

/// One participant of a conference. (telephony 2.11)
class Conference : public Application {
 public:
  static void start(Switch& exchange, Room& room, Channel& caller);

  Conference(Switch& exchange, Room& room) : switch_(exchange), room_(room) {}

  void ended(Channel& channel, Ender by) override;
  void taken(std::vector<ChannelId> const& channels) override;

 private:
  void join(Channel& channel);
  void leave(Channel& channel);
  /// The music of one who is alone starts or stops.
  void music(std::string_view event);

  Switch& switch_;
  Room& room_;
};

}  // namespace crosspoint::sim
