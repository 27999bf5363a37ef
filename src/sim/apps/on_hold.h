#pragma once

#include "sim/switch.h"

namespace crosspoint::sim {

/// Keeps a channel with music until it is taken away, or its time is over: the places of transfers. (telephony 4.5)
class OnHold : public Application {
 public:
  static void start(Switch& exchange, Channel& channel, Duration most);

  OnHold(Switch& exchange, ChannelId channel, Time until) : switch_(exchange), channel_(channel), until_(until) {}

  void ended(Channel& channel, Ender by) override;
  void taken(std::vector<ChannelId> const& channels) override;
  void woken() override;

 private:
  Switch& switch_;
  ChannelId channel_;
  Time until_;
};

}  // namespace crosspoint::sim
