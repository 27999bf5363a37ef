#pragma once

#include "pbx/scene.h"
#include "wire/ami/message.h"

namespace crosspoint::pbx {

/// ParkedCall, as an event and as an item of the list. (telephony 2.12)
void park(Scene& scene, wire::ami::Message const& message);

}  // namespace crosspoint::pbx
