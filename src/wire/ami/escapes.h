#pragma once

#include <string>
#include <string_view>

namespace crosspoint::wire::ami {

// Asterisk writes the names of caller and connected line in everything that describes a channel as C would: O\'Brien, C:\\new. It
// does so in CallerIDName and ConnectedLineName, whatever their prefix, and in no other header; QueueEntry, which describes no
// channel, has the bare name. (Seen on 16 and 22.)

/// `O'Brien` gives `O\'Brien`.
std::string escape(std::string_view name);

/// `O\'Brien` gives `O'Brien`. A backslash before anything that Asterisk does not escape stays.
std::string unescape(std::string_view name);

}  // namespace crosspoint::wire::ami
