#pragma once

#include "sim/switch.h"

namespace crosspoint::sim {

/// A call between the channel that runs the dialplan (caller) and a phone that Asterisk called (callee), once it is answered:
/// ends both when one ends. Dial and QueueCall are this after the answer.
class Conversation : public Application {
 public:
  explicit Conversation(Switch& exchange) : switch_(exchange) {}

  void ended(Channel& channel, Ender by) override;
  void taken(std::vector<ChannelId> const& channels) override;

 protected:
  enum class Side { caller, callee, nobody };

  /// Both are up: BridgeCreate and BridgeEnter of both.
  void talk(Channel& caller, Channel& callee);
  /// Puts an end to it without ending either.
  void part();
  [[nodiscard]] bool talking() const { return callee_.value != 0; }
  [[nodiscard]] Channel* caller() { return switch_.find(caller_); }
  [[nodiscard]] Channel* callee() { return switch_.find(callee_); }

  /// The conversation ends by that side (nobody: it was taken apart); both channels are still there.
  virtual void parted(Channel& /*caller*/, Channel& /*callee*/, Side /*by*/) {}
  /// HangupRequest of a talking channel. Those that Dial serves carry a cause.
  virtual void request(Channel& channel) { switch_.event("HangupRequest").with(channel).add("Cause", 16); }

  Switch& switch_;

 private:
  ChannelId caller_, callee_;
};

}  // namespace crosspoint::sim
