#pragma once

#include <boost/json.hpp>

#include "base/time.h"
#include "cti/extensions.h"

namespace crosspoint::session {

/// What a client asks for at the end of its login, beyond protocol 2.2. (docs/protocol/extensions.md)
struct Wishes {
  cti::Extensions extensions;
  boost::json::array names;  ///< of those extensions, as they were asked for
  Duration linger{};

  [[nodiscard]] bool any() const { return !names.empty() || linger > Duration{}; }
};

/// What it asks for that there is; anything else is passed over.
Wishes wishes_of(boost::json::object const& request);

}  // namespace crosspoint::session
