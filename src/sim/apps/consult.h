#pragma once

#include "sim/apps/dial.h"

namespace crosspoint::sim {

class Dialplan;

/// The consultation of an attended transfer: a dialled call whose parties go on in the dialplan when it ends, the caller to wait
/// for the other party, the target to wait for a caller that is gone. (telephony 4.5)
class Consult : public Dial {
 public:
  Consult(Switch& exchange, Dialplan& dialplan) : Dial(exchange), dialplan_(dialplan) {}

  void ended(Channel& channel, Ender by) override;
  void taken(std::vector<ChannelId> const& channels) override;

  /// The caller's part of the dialplan after the call.
  static void tell_end(Switch& exchange, Channel& caller, std::string_view status);

 protected:
  void not_connected(std::string_view status, Cause cause) override;

 private:
  void orphan(Channel& target);

  Dialplan& dialplan_;
};

}  // namespace crosspoint::sim
