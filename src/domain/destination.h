#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "directory/directory.h"
#include "wire/asterisk/text.h"

namespace crosspoint::domain {

/// The extensions of the exchange that reach voicemail.
struct VoicemailCodes {
  std::string consult = "*98";   ///< one's own mailbox
  std::string direct = "_*97.";  ///< straight to a mailbox: its number takes the place of the final wildcard
};

using wire::asterisk::dialable;

/// The extension that a `dial` destination stands for: a number, `"Name" <number>` or a pseudo URL (protocol 2.3, T122). Only
/// letters, digits, `#`, `*` and `+` remain of it. Errors (unknown): nothing remains, or the URL names something that there is
/// not; the detail is the destination as it was given, or the extension where one could be told.
Result<std::string> resolve_destination(std::string_view destination, directory::Directory const& directory,
                                        VoicemailCodes const& codes);

}  // namespace crosspoint::domain
