#pragma once

#include <string>
#include <vector>

#include "sim/channel.h"

namespace crosspoint::sim {

/// The states of a device that a phone can be in. (telephony 2.6)
enum class DeviceState { not_in_use, in_use, ringing, ring_in_use, on_hold, unavailable };

/// A virtual phone: it rings, and does what the console or its own user's click asks.
struct Phone {
  std::string number;
  std::string name;
  std::string context;
  bool registered = true;
  bool picks_up_own = true;                     ///< answers at once a call that its own user asked for
  DeviceState state = DeviceState::not_in_use;  ///< as last told
  std::vector<ChannelId> channels;              ///< oldest first

  [[nodiscard]] std::string device() const { return "PJSIP/" + number; }
  [[nodiscard]] Party party() const { return {number, name}; }
};

/// RINGING and the like, as DeviceStateChange says it.
std::string_view text_of(DeviceState state);

/// The Status of ExtensionStatus, and its text.
int hint_of(DeviceState state);
std::string_view hint_text_of(DeviceState state);

/// The Status of a queue member on that device. (telephony 2.8)
int member_status_of(DeviceState state);

/// The phones of the demo, 1001 to 1008, and more of the same kind up to `count`: to 1999, then 10000 and up.
std::vector<Phone> make_phones(std::size_t count);

}  // namespace crosspoint::sim
