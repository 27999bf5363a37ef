#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "directory/directory.h"

namespace crosspoint::session {

/// The fields of a successful login_capas reply: who the client is, what its window shows, the presences and line states with
/// their names and colours. (protocol S04)
boost::json::object capabilities(directory::Directory const& directory, directory::User const& user,
                                 directory::Profile const& profile, std::string_view presence);

}  // namespace crosspoint::session
