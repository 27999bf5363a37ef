#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/time.h"
#include "directory/directory.h"
#include "wire/agi/command.h"

namespace crosspoint::domain {

struct RoutingSettings {
  std::chrono::seconds ring_time{30};  ///< how long a user's phones ring before the call counts as not answered
  std::string recordings;              ///< folder of recordings; empty: Asterisk's own (its spool's monitor/)
};

/// A call on its way to an extension.
struct ArrivingCall {
  std::string extension, uniqueid;
  WallTime now;
};

/// What the dialplan is to do with a call to that user: the variables of telephony 4.13. Unconditional forward before do not
/// disturb before the rest. XP_ACTION is the last of them: an answer that is cut short leaves a call that rings.
wire::agi::Variables route(ArrivingCall const& call, directory::User const& user, directory::Directory const& directory,
                           RoutingSettings const& settings);

/// Whether do not disturb turns a call to that user away without a forward: a missed call. (telephony 5.1)
bool turns_away(directory::Services const& services);

}  // namespace crosspoint::domain
