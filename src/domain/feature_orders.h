#pragma once

#include <string_view>

#include "directory/entities.h"
#include "domain/events.h"
#include "domain/feature.h"

namespace crosspoint::domain {

/// What a feature code changes in these services: a switch changes its position; a forward goes on to what was dialled after the
/// code, without that it goes off and remembers its destination.
ServiceChange dialled(Feature feature, std::string_view destination, directory::Services const& services);

/// What a programmed key changes: off when its lamp is lit, on when it is not; a forward goes on to the key's destination, or to
/// the one that it remembers.
ServiceChange pressed(Feature feature, std::string_view destination, directory::Services const& services);

/// Whether it is on; "all forwards off" never is.
bool is_on(Feature feature, directory::Services const& services);

}  // namespace crosspoint::domain
