#pragma once

#include <string>

#include "base/time.h"

namespace crosspoint::io::store {

/// In the time zone of this machine, as ISO 8601 without a zone: "2016-11-03T09:12:44.250000". (protocol S32)
std::string local_time(WallTime time);

}  // namespace crosspoint::io::store
