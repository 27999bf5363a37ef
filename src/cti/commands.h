#pragma once

#include "cti/command.h"

namespace crosspoint::cti {

#define COMMAND(name) extern Command const name;
#include "cti/commands.list"
#undef COMMAND

/// Finds the command of a request, checks the caller's right, runs it and sends the direct reply if there is one. What is
/// unknown, unreadable or refused without an error of its own is logged and not answered. (protocol 1.4)
void dispatch(Services const& services, Caller const& caller, boost::json::object const& request);

}  // namespace crosspoint::cti
