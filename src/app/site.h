#pragma once

#include "app/config.h"
#include "app/monitoring.h"
#include "io/auth/tokens.h"
#include "io/http/site.h"
#include "io/inbox.h"
#include "io/net/network.h"

namespace crosspoint::app {

/// What the HTTP port shows: monitoring, the pages that the program brings with it, the API, which the core answers, and
/// WebSockets, which become clients of `network`. All that is given by reference outlives it.
io::http::Site site(Config::Http const& config, Monitoring& monitoring, io::auth::Tokens& tokens, io::net::Network& network,
                    io::Deliver const& deliver);

}  // namespace crosspoint::app
