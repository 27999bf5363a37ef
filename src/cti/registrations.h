#pragma once

#include <vector>

#include "cti/command.h"

namespace crosspoint::cti {

/// The second halves of the pairs [xivo_uuid, id] that name elements of this server; pairs of other servers, and what is no pair,
/// are left out: they are never an error. (protocol 4.14, P210)
inline std::vector<boost::json::value> registered_ids(boost::json::array const& pairs, directory::Directory const& directory) {
  std::vector<boost::json::value> ids;
  for (auto const& pair : pairs) {
    auto const* const both = pair.if_array();
    if (both && both->size() == 2 && (*both)[0] == boost::json::value(directory.xivo_uuid)) ids.push_back((*both)[1]);
  }
  return ids;
}

}  // namespace crosspoint::cti
