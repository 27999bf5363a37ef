#pragma once

#include <map>
#include <string>

#include "flow/change.h"

namespace soci {
class session;
}

// Presences of users for whom nobody may speak for a moment, in the caller's transaction. All throw soci::soci_error.
namespace crosspoint::io::store {

std::map<UserId, std::string> read_presences(soci::session& sql);

bool carry_out(soci::session& sql, flow::SavePresence const& change);

/// Those of users who are no more.
void forget_former_presences(soci::session& sql);

}  // namespace crosspoint::io::store
