#pragma once

#include <string_view>

#include "pbx/scene.h"

namespace crosspoint::pbx {

/// The numbers of messages in the box of that address; said on only if the unheard ones differ. (T097, T098)
Mailbox& set_messages(Scene& scene, std::string_view address, int unheard, int heard);

}  // namespace crosspoint::pbx
