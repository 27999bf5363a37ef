#include "io/store/forms.h"

#include <soci/soci.h>

#include "io/store/soci_types.h"

namespace crosspoint::io::store {
namespace {

using soci::use;

long long name_of(WallTime submitted) { return submitted.time_since_epoch().count(); }

}  // namespace

std::vector<flow::FormResult> read_forms(soci::session& sql) {
  soci::rowset<soci::row> const rows = (sql.prepare << "SELECT id, user_id, variables FROM form_results ORDER BY id");
  std::vector<flow::FormResult> results;
  for (auto const& row : rows)
    results.push_back({WallTime(Duration(row.get<long long>(0))), UserId{row.get<long long>(1)}, row.get<std::string>(2)});
  return results;
}

bool carry_out(soci::session& sql, flow::SaveForm const& change) {
  auto const id = name_of(change.result.submitted);
  sql << "INSERT INTO form_results (id, user_id, variables) VALUES (:id, :user, :variables)", use(id), use(change.result.user),
      use(change.result.variables);
  return true;
}

bool carry_out(soci::session& sql, flow::ForgetForm const& change) {
  auto const id = name_of(change.submitted);
  sql << "DELETE FROM form_results WHERE id = :id", use(id);
  return true;
}

}  // namespace crosspoint::io::store
