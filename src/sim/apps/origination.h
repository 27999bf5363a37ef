#pragma once

#include <functional>
#include <optional>

#include "sim/switch.h"

namespace crosspoint::sim {

/// What the action Originate asks for. (telephony 4.1)
struct Origin {
  std::string action_id;
  std::string channel;     ///< PJSIP/1001, as asked
  std::string channel_id;  ///< empty: none chosen
  std::string context, exten;
  std::string application, data;  ///< instead of an extension
  std::optional<Party> caller;
  Duration timeout{30'000'000};
  std::map<std::string, std::string> variables;
};

/// A call that the manager asked for, until its first phone has picked up; then the dialplan takes the channel.
class Origination : public Application {
 public:
  using Continue = std::function<void(Channel&, Origin const&)>;
  /// After this time a phone picks up by itself what its own user asked for.
  static constexpr Duration pick_up_time{100'000};

  /// Rings the phone; tells the failure if it can't. `go_on` takes the answered channel.
  static void start(Switch& exchange, Origin origin, Continue go_on);

  Origination(Switch& exchange, Origin origin, Continue go_on)
      : switch_(exchange), origin_(std::move(origin)), go_on_(std::move(go_on)) {}

  void answered(Channel& channel) override;
  void refused(Channel& channel, Refusal how) override;
  void ended(Channel& channel, Ender by) override;
  void taken(std::vector<ChannelId> const& channels) override;
  void woken() override;

 private:
  void ring(Phone& phone);
  void dial_end(Channel const& channel, std::string_view status);
  void failed(int reason);

  Switch& switch_;
  Origin origin_;
  Continue go_on_;
  ChannelId channel_;
  Time give_up_;
};

}  // namespace crosspoint::sim
