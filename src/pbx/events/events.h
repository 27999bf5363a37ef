#pragma once

#include "pbx/events/event.h"

namespace crosspoint::pbx::events {

#define EVENT(name) extern Event const name;
#include "pbx/events/events.list"
#undef EVENT

/// The event of that name, whatever the case of its letters, or null. (T007)
Event const* find(std::string_view name);

}  // namespace crosspoint::pbx::events
