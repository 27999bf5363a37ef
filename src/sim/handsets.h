#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "sim/dialplan.h"

namespace crosspoint::sim {

/// What people do with the virtual phones. Every error says what to do instead.
class Handsets {
 public:
  Handsets(Switch& exchange, Dialplan& dialplan) : switch_(exchange), dialplan_(dialplan) {}

  /// Dials. An extension that does not exist is refused without any event, as SIP's 404. (T047)
  Result<> call(std::string_view from, std::string_view to);
  Result<> answer(std::string_view number);
  Result<> reject(std::string_view number, Refusal how);
  /// Ends the oldest call that does not ring, or the one with that other phone; a phone that only rings rejects.
  Result<> hang_up(std::string_view number, std::string_view other = {});
  Result<> hold(std::string_view number);
  Result<> resume(std::string_view number);
  Result<> register_phone(std::string_view number);
  /// Calls go on; new ones don't reach the phone.
  Result<> unregister_phone(std::string_view number);

  /// `idle`, `ringing`, `calling`, `up`, `held` (by either side) or `unregistered`, then the number at the other end if any.
  Result<std::string> state(std::string_view number);

 private:
  [[nodiscard]] Result<Phone*> find(std::string_view number);
  [[nodiscard]] Channel* first(Phone const& phone, ChannelState state);
  void contact_event(Phone const& phone, std::string_view status);

  Switch& switch_;
  Dialplan& dialplan_;
};

/// Where a phone would have registered from: made up, but always the same for one phone.
std::string contact_of(Phone const& phone);

}  // namespace crosspoint::sim
