#pragma once

#include <string>
#include <string_view>

#include "directory/entities.h"
#include "wire/ami/action.h"

namespace crosspoint::domain {

/// An Originate that rings the phone of a line for 30 s, which picks up by itself where the line says how to make it. What the
/// call is for has to be added. (telephony 4.1)
wire::ami::Action ring(directory::Line const& line, std::string caller, std::string channel_id);

/// The same for the phone that a number of that context reaches.
wire::ami::Action ring_number(std::string_view number, std::string_view context, std::string caller, std::string channel_id);

}  // namespace crosspoint::domain
