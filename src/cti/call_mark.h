#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "flow/past_call.h"

namespace crosspoint::cti {

/// The id by which clients know a call of the history: "1796091602123456.17".
std::string id_of(flow::CallMark const& mark);

/// Nothing for a text that is none.
std::optional<flow::CallMark> call_mark(std::string_view id);

}  // namespace crosspoint::cti
