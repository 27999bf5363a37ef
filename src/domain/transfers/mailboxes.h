#pragma once

#include <string>
#include <string_view>

#include "pbx/model/model.h"

namespace crosspoint::domain {

/// Where calls leave a message, in our part of the dialplan; the extension is the number of the mailbox.
inline constexpr auto* voicemail_context = "crosspoint-voicemail";
inline constexpr auto* mailbox_context_variable = "XP_VMCONTEXT";

/// Why no call can be sent to that mailbox, for the log; empty if it can. A mailbox is letters and digits: the text reaches the
/// dialplan. (protocol C39, P137, T142)
std::string fault_of_mailbox(pbx::Model const& model, std::string_view mailbox, std::string_view context);

}  // namespace crosspoint::domain
