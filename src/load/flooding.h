#pragma once

#include <cstddef>

#include "load/bench.h"
#include "load/subject.h"

namespace crosspoint::load {

/// State changes as fast as the clients can read them. Four batches are on their way at a time: the next one goes when the last
/// client has the oldest, so what is counted has arrived, and no client is told less because it has fallen behind.
std::size_t flood_batch(Subject const& subject);  ///< events in one piece

/// One slice of half a second.
Result<> flood(Bench& bench, Subject& subject);

}  // namespace crosspoint::load
