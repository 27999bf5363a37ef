#pragma once

#include <string>

namespace crosspoint::io {

/// A random UUID (version 4) in its usual form, lower case.
std::string random_uuid();

}  // namespace crosspoint::io
