#include "io/store/presences.h"

#include <soci/soci.h>

#include "io/store/soci_types.h"

namespace crosspoint::io::store {

using soci::use;

std::map<UserId, std::string> read_presences(soci::session& sql) {
  std::map<UserId, std::string> presences;
  soci::rowset<soci::row> const rows = (sql.prepare << "SELECT user_id, presence FROM kept_presences");
  for (auto const& row : rows) presences.emplace(UserId{row.get<long long>(0)}, row.get<std::string>(1));
  return presences;
}

bool carry_out(soci::session& sql, flow::SavePresence const& change) {
  sql << "DELETE FROM kept_presences WHERE user_id = :user", use(change.user);
  if (!change.presence.empty())
    sql << "INSERT INTO kept_presences (user_id, presence) VALUES (:user, :presence)", use(change.user), use(change.presence);
  return true;
}

void forget_former_presences(soci::session& sql) {
  sql << "DELETE FROM kept_presences WHERE user_id NOT IN (SELECT id FROM users)";
}

}  // namespace crosspoint::io::store
