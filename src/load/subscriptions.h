#pragma once

#include <cstddef>
#include <string>

#include "load/house.h"

namespace crosspoint::load {

/// What the client of a user sends to be told of 40 things: 14 users, 13 phones and 13 agents, others than its neighbour. Each is
/// answered by one line.
std::string registrations(House const& house, std::size_t user);
constexpr std::size_t registrations_each = 40;

/// To be told the statistics of all queues.
std::string queue_statistics();

}  // namespace crosspoint::load
