#include "io/store/session.h"

namespace crosspoint::io::store {

soci::statement& Session::prepared(std::string_view text) {
  if (auto const known = statements_.find(text); known != statements_.end()) return known->second;
  std::string query(text);
  soci::statement statement(*this);
  statement.alloc();
  statement.prepare(query);
  return statements_.emplace(std::move(query), statement).first->second;
}

}  // namespace crosspoint::io::store
