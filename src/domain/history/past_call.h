#pragma once

#include <optional>

#include "base/wall_clock.h"
#include "directory/entities.h"
#include "flow/past_call.h"
#include "pbx/notice.h"

namespace crosspoint::domain {

/// What a leg that has ended is in the history of its line's user; nothing if it does not belong there. The name is the one that
/// the exchange knows, or empty. (telephony 5.1)
std::optional<flow::PastCall> past_call(pbx::LegEnded const& ended, directory::Line const& line, WallClock const& wall_clock);

/// A call that ended before any phone could ring because none was registered. (telephony 5.1, T181)
bool found_nobody(pbx::LegEnded const& ended);

}  // namespace crosspoint::domain
