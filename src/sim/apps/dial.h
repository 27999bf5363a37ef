#pragma once

#include "sim/apps/conversation.h"

namespace crosspoint::sim {

/// The application Dial of one phone: rings it for 20 s, connects or tells why not. (telephony 2.3)
class Dial : public Conversation {
 public:
  static constexpr Duration ring_time{20'000'000};

  /// Serves the caller, who has dialled the target, from here on.
  static void start(Switch& exchange, Channel& caller, Phone& target);

  explicit Dial(Switch& exchange) : Conversation(exchange) {}

  void answered(Channel& callee) override;
  void refused(Channel& callee, Refusal how) override;
  void ended(Channel& channel, Ender by) override;
  void taken(std::vector<ChannelId> const& channels) override;
  void woken() override;

 private:
  void ring(Channel& caller, Phone& target);
  void dial_end(std::string_view status);
  /// The dialplan of the caller has nothing more to do.
  void drop_caller(Cause cause);

  ChannelId calling_, ringing_;
};

}  // namespace crosspoint::sim
