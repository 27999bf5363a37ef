#pragma once

#include "sim/apps/conversation.h"
#include "sim/queues.h"

namespace crosspoint::sim {

/// A call in a queue: waits, rings every free member (ringall), then is a conversation with the one who answers. (telephony 2.7)
class QueueCall : public Conversation {
 public:
  /// Members are offered a waiting call this often.
  static constexpr Duration retry{1'000'000};

  static void start(Switch& exchange, Queues& queues, Queue& queue, Channel& caller);

  QueueCall(Switch& exchange, Queues& queues, Queue& queue) : Conversation(exchange), queues_(queues), queue_(queue) {}

  void answered(Channel& callee) override;
  void refused(Channel& callee, Refusal how) override;
  void ended(Channel& channel, Ender by) override;
  void taken(std::vector<ChannelId> const& channels) override;
  void bridged_away(std::vector<ChannelId> const& channels) override;
  void woken() override;

 private:
  /// A member's phone that rings for this call.
  struct Leg {
    ChannelId channel;
    std::string interface, member;
    Time since;
  };

  void join(Channel& caller);
  void offer();
  void ring(Channel& caller, Member const& member);
  void no_answer(Leg const& leg, Cause cause);
  /// The rest of the phones stop ringing.
  void stop_ringing(Cause cause);
  void leave_queue(Channel& caller);
  void abandon(Channel& caller);
  void parted(Channel& caller, Channel& callee, Side by) override;
  void request(Channel& channel) override { switch_.event("HangupRequest").with(channel); }
  [[nodiscard]] std::size_t position() const;
  [[nodiscard]] std::int64_t seconds_since(Time since) const;
  /// An event about the caller, of the class of agents.
  [[nodiscard]] Event agent_event(std::string_view name) { return switch_.feed().event(EventClass::agent, name); }

  Queues& queues_;
  Queue& queue_;
  ChannelId caller_id_;
  Time joined_, connected_;
  std::vector<Leg> legs_;
  Leg agent_;  ///< who answered
  std::int64_t hold_time_ = 0;
};

}  // namespace crosspoint::sim
