#pragma once

#include "sim/exchange.h"
#include "sim/request.h"

namespace crosspoint::sim {

/// Carries out one action of a session and answers it, as a session that has not logged in may.
void act(Exchange& exchange, Session& session, wire::ami::Message const& message);

namespace actions {

#define ACTION(name, function, privilege, summary) void function(Exchange& exchange, Request& request);
#include "sim/actions.list"
#undef ACTION

}  // namespace actions
}  // namespace crosspoint::sim
