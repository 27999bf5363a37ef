#pragma once

#include <span>

#include "pbx/lists/list.h"

namespace crosspoint::pbx::lists {

#define LIST(name) extern List const name;
#include "pbx/lists/lists.list"
#undef LIST

/// All of them, in the order of the resynchronisation. (telephony 1.6)
std::span<List const* const> all();

}  // namespace crosspoint::pbx::lists
