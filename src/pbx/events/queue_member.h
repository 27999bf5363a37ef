#pragma once

#include <string_view>

#include "pbx/model/queues.h"
#include "wire/ami/message.h"

namespace crosspoint::pbx {

/// The whole state of a queue member. The live events call the name MemberName and the device Interface, the list Name and
/// Location. (telephony 1.6, 2.8)
QueueMember read_member(wire::ami::Message const& message, std::string_view name_header, std::string_view interface_header);

}  // namespace crosspoint::pbx
