#pragma once

#include "sim/apps/conversation.h"

namespace crosspoint::sim {

/// The application Dial of one phone: rings it for 20 s, connects or tells why not. (telephony 2.3)
class Dial : public Conversation {
 public:
  static constexpr Duration ring_time{20'000'000};

  /// Serves the caller, who has dialled the target, from here on.
  static void start(Switch& exchange, Channel& caller, Phone& target);

  /// As start(), with a dialplan of the caller's own that goes on afterwards.
  static void start(std::unique_ptr<Dial> dial, Switch& exchange, Channel& caller, Phone& target);

  explicit Dial(Switch& exchange) : Conversation(exchange) {}

  void answered(Channel& callee) override;
  void refused(Channel& callee, Refusal how) override;
  void ended(Channel& channel, Ender by) override;
  void taken(std::vector<ChannelId> const& channels) override;
  void woken() override;

 protected:
  /// The target could not be had, and the caller's dialplan goes on: there is nothing more in it.
  virtual void not_connected(std::string_view /*status*/, Cause cause) { drop_caller(cause); }
  void drop_caller(Cause cause);
  [[nodiscard]] Channel& calling() { return *switch_.find(calling_); }

 private:
  void ring(Channel& caller, Phone& target);
  void dial_end(std::string_view status);

  ChannelId calling_, ringing_;
};

}  // namespace crosspoint::sim
