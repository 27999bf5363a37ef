#pragma once

#include <functional>
#include <vector>

#include "flow/input.h"

namespace crosspoint::io {

using Inputs = std::vector<flow::Input>;

/// How a piece of io/ hands inputs to the core: one call per loop turn with all there is, from any thread, never blocking.
using Deliver = std::function<void(Inputs)>;

}  // namespace crosspoint::io
