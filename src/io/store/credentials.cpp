#include "io/store/credentials.h"

#include <soci/soci.h>

#include <map>

namespace crosspoint::io::store {

using soci::into;
using soci::use;

std::optional<std::string> read_hash(soci::session& sql, std::string const& login) {
  std::string hash;
  sql << "SELECT hash FROM credentials WHERE login = :login", use(login), into(hash);
  return sql.got_data() ? std::optional(std::move(hash)) : std::nullopt;
}

std::set<std::string> logins_with_password(soci::session& sql) {
  soci::rowset<std::string> const logins = (sql.prepare << "SELECT login FROM credentials");
  return {logins.begin(), logins.end()};
}

void write_hash(soci::session& sql, std::string const& login, std::string const& hash) {
  sql << "INSERT INTO credentials (login, hash) VALUES (:login, :hash) ON CONFLICT (login) DO UPDATE SET hash = excluded.hash",
      use(login), use(hash);
}

void move_hashes(soci::session& sql, directory::Directory const& before, directory::Directory const& after) {
  std::map<std::string, std::string> moved;
  for (auto const& [id, user] : before.users) {
    auto const* const now = after.user(id);
    if (user.login.empty() || (now && now->login == user.login)) continue;
    auto const hash = read_hash(sql, user.login);
    if (hash && now && !now->login.empty()) moved.emplace(now->login, *hash);
    sql << "DELETE FROM credentials WHERE login = :login", use(user.login);
  }
  for (auto const& [login, hash] : moved) write_hash(sql, login, hash);
}

}  // namespace crosspoint::io::store
