#pragma once

#include <string>
#include <string_view>

#include "domain/place.h"
#include "wire/ami/action.h"

// What Asterisk is asked for in several places. Channels are given by name. (telephony 4.2 to 4.11)
namespace crosspoint::domain {

/// Whether there is such an extension, patterns and includes considered: the value is "1" or "0". To be asked before send_to()
/// and part(): Asterisk says Success to a place that there is not, and then drops the call. (T130)
wire::ami::Action dialplan_exists(Place const& place);

wire::ami::Action set_variable(std::string const& channel, std::string const& name, std::string const& value);

/// Takes a channel out of its call.
wire::ami::Action send_to(std::string const& channel, Place const& place);

/// The same for both parties of a call at once, each to its own place.
wire::ami::Action part(std::string const& one, Place const& place, std::string const& other, Place const& other_place);

/// Connects two channels, wherever they are.
wire::ami::Action connect(std::string const& one, std::string const& other);

/// To be said of both after that. Asterisk remembers where each of them was and sends it back there when the other hangs up: a
/// phone that a queue has called into the queue, as a caller, another one to music. They are to be let go.
wire::ami::Action end_with_bridge(std::string const& channel);

/// Tells a phone to hold a call (`hold`), or to take it, from hold or while it rings (`talk`): a NOTIFY within the call.
wire::ami::Action notify_within_call(std::string const& channel, std::string_view event);

/// Why a call is ended, as the phone is told (Q.850).
enum class Cause {
  normal_clearing = 16,
  user_busy = 17,           ///< of a leg that rings: its caller goes where calls of a busy user go
  answered_elsewhere = 26,  ///< the phone lists no missed call
};

wire::ami::Action hang_up(std::string const& channel, Cause cause = Cause::normal_clearing);

}  // namespace crosspoint::domain
