#include "io/store/credentials.h"

#include <soci/soci.h>

#include <map>

namespace crosspoint::io::store {

using soci::into;
using soci::use;

std::optional<Credential> read_credential(soci::session& sql, std::string const& login) {
  Credential found;
  sql << "SELECT hash, remembered FROM credentials WHERE login = :login", use(login), into(found.hash), into(found.remembered);
  return sql.got_data() ? std::optional(std::move(found)) : std::nullopt;
}

std::set<std::string> logins_with_password(soci::session& sql) {
  soci::rowset<std::string> const logins = (sql.prepare << "SELECT login FROM credentials");
  return {logins.begin(), logins.end()};
}

void write_hash(soci::session& sql, std::string const& login, std::string const& hash) {
  sql << "INSERT INTO credentials (login, hash) VALUES (:login, :hash) "
         "ON CONFLICT (login) DO UPDATE SET hash = excluded.hash, remembered = ''",
      use(login), use(hash);
}

void remember_credential(soci::session& sql, std::string const& login, Credential const& credential) {
  sql << "UPDATE credentials SET remembered = :remembered WHERE login = :login AND hash = :hash", use(credential.remembered),
      use(login), use(credential.hash);
}

void move_hashes(soci::session& sql, directory::Directory const& before, directory::Directory const& after) {
  std::map<std::string, std::string> moved;
  for (auto const& [id, user] : before.users) {
    auto const* const now = after.user(id);
    if (user.login.empty() || (now && now->login == user.login)) continue;
    auto const credential = read_credential(sql, user.login);
    if (credential && now && !now->login.empty()) moved.emplace(now->login, credential->hash);
    sql << "DELETE FROM credentials WHERE login = :login", use(user.login);
  }
  for (auto const& [login, hash] : moved) write_hash(sql, login, hash);
}

}  // namespace crosspoint::io::store
