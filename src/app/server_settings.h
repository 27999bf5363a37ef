#pragma once

#include "app/config.h"
#include "core/settings.h"
#include "io/console/doors.h"
#include "io/fax/converter.h"
#include "io/net/network.h"
#include "io/store/keeper.h"

namespace crosspoint::app {

// What each part of a server has to know of the configuration.

/// With fresh random seeds.
core::Settings core_settings(Config const& config);
io::net::Settings network_settings(Config const& config);
io::store::Retention retention(Config const& config);
io::console::Settings door_settings(Config const& config);
io::fax::Settings fax_settings(Config::Fax const& config);

}  // namespace crosspoint::app
