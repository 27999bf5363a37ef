#pragma once

#include <string>
#include <string_view>

#include "pbx/scene.h"
#include "wire/ami/message.h"

namespace crosspoint::pbx {

// What the events and the lists of hints and device states have in common.

/// "1002@default".
std::string extension_of(wire::ami::Message const& message);

/// Whether anybody asks for the state of such a device; those that Asterisk makes for each queue, mailbox, parking space or Local
/// channel are left out.
bool is_of_interest(std::string_view device);

/// The devices of this hint may show something else now.
void touch_devices(Scene& scene, Hint const& hint);

}  // namespace crosspoint::pbx
