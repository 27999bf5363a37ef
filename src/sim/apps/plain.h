#pragma once

#include "sim/switch.h"

namespace crosspoint::sim {

/// An application that only keeps its channel (ChanSpy and whatever else Originate may name), until that hangs up.
class Plain : public Application {
 public:
  explicit Plain(Switch& exchange) : switch_(exchange) {}

  void ended(Channel& channel, Ender by) override {
    if (by == Ender::phone) switch_.event("HangupRequest").with(channel);
    switch_.remove(channel, {0});
    switch_.finish(*this);
  }

  void taken(std::vector<ChannelId> const&) override { switch_.finish(*this); }

 private:
  Switch& switch_;
};

}  // namespace crosspoint::sim
