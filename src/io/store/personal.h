#pragma once

#include <map>

#include "directory/contact.h"
#include "flow/change.h"

namespace soci {
class session;
}

// Personal contacts and favourites in the store.
namespace crosspoint::io::store {

std::map<UserId, directory::PersonalBook> read_personal(soci::session& sql);

// Each is one part of a transaction. False when there is no such user: nothing is written then.
bool carry_out(soci::session& sql, flow::SaveContacts const& change);
bool carry_out(soci::session& sql, flow::DeleteContact const& change);
bool carry_out(soci::session& sql, flow::PurgeContacts const& change);
bool carry_out(soci::session& sql, flow::SaveFavorite const& change);

/// What users kept who are no more.
void forget_former_users(soci::session& sql);

}  // namespace crosspoint::io::store
