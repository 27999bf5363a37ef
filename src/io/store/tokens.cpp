#include "io/store/tokens.h"

#include <soci/soci.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <stdexcept>

#include "io/store/soci_types.h"

namespace crosspoint::io::store {
namespace {

using soci::use;
using Kind = AccessToken::Kind;

constexpr std::array kinds{std::pair{Kind::sign_in, "sign_in"}, std::pair{Kind::ticket, "ticket"},
                           std::pair{Kind::board, "board"}, std::pair{Kind::api, "api"}};

std::string name_of(Kind kind) {
  return std::ranges::find(kinds, kind, [](auto const& each) { return each.first; })->second;
}

Kind kind_of(std::string const& name) {
  auto const* const found = std::ranges::find(kinds, name, [](auto const& each) { return each.second; });
  if (found == kinds.end()) throw soci::soci_error("there is a token of the unknown kind " + name);
  return found->first;
}

long long microseconds(WallTime time) { return time.time_since_epoch().count(); }

std::optional<WallTime> time_in(soci::row const& row, std::size_t column) {
  if (row.get_indicator(column) == soci::i_null) return std::nullopt;
  return WallTime(Duration(row.get<long long>(column)));
}

std::string joined(std::vector<std::string> const& words) {
  std::string text;
  for (auto const& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::vector<std::string> words_of(std::string const& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

}  // namespace

std::vector<AccessToken> read_tokens(soci::session& sql) {
  std::vector<AccessToken> tokens;
  soci::rowset<soci::row> const rows = (sql.prepare << "SELECT id, kind, name, digest, family, user_id, scopes, created, "
                                                       "expires, used, replaced FROM tokens ORDER BY created, id");
  for (auto const& row : rows) {
    AccessToken token{.id = row.get<std::string>(0),
                      .kind = kind_of(row.get<std::string>(1)),
                      .name = row.get<std::string>(2),
                      .digest = row.get<std::string>(3),
                      .family = row.get<std::string>(4),
                      .scopes = words_of(row.get<std::string>(6)),
                      .created = WallTime(Duration(row.get<long long>(7))),
                      .expires = time_in(row, 8),
                      .used = time_in(row, 9),
                      .replaced = time_in(row, 10)};
    if (row.get_indicator(5) == soci::i_ok) token.owner = UserId{row.get<long long>(5)};
    tokens.push_back(std::move(token));
  }
  return tokens;
}

void write_token(soci::session& sql, AccessToken const& token) {
  auto const kind = name_of(token.kind), scopes = joined(token.scopes);
  auto const created = microseconds(token.created);
  auto const expires = token.expires ? microseconds(*token.expires) : 0;
  auto const used = token.used ? microseconds(*token.used) : 0;
  auto does_expire = token.expires ? soci::i_ok : soci::i_null, was_used = token.used ? soci::i_ok : soci::i_null;
  sql << "INSERT INTO tokens (id, kind, name, digest, family, user_id, scopes, created, expires, used) "
         "VALUES (:id, :kind, :name, :digest, :family, :owner, :scopes, :created, :expires, :used)",
      use(token.id), use(kind), use(token.name), use(token.digest), use(token.family), use(token.owner), use(scopes),
      use(created), use(expires, does_expire), use(used, was_used);
}

bool revoke_token(soci::session& sql, std::string const& id) {
  soci::statement revoke =
      (sql.prepare << "DELETE FROM tokens WHERE family = (SELECT family FROM tokens WHERE id = :id)", use(id));
  revoke.execute(true);
  return revoke.get_affected_rows() > 0;
}

void write_token_uses(soci::session& sql, std::map<std::string, WallTime> const& uses) {
  for (auto const& [id, time] : uses) {
    auto const used = microseconds(time);
    sql << "UPDATE tokens SET used = :used WHERE id = :id", use(used), use(id);
  }
}

void revoke_tokens_of_former(soci::session& sql, directory::Directory const& before, directory::Directory const& after) {
  for (auto const& [id, user] : before.users) {
    auto const* const still = after.user(id);
    if (!still || still->uuid != user.uuid) sql << "DELETE FROM tokens WHERE user_id = :user", use(id);
  }
}

void revoke_sign_ins(soci::session& sql, UserId owner) {
  sql << "DELETE FROM tokens WHERE kind = 'sign_in' AND user_id = :owner", use(owner);
}

/// A login that somebody has ended meanwhile stays so.
static bool has_family(soci::session& sql, std::string const& family) {
  int count = 0;
  sql << "SELECT COUNT(*) FROM tokens WHERE family = :family", soci::into(count), use(family);
  return count > 0;
}

void carry_out(soci::session& sql, SignInChange const& change) {
  for (auto const& token : change.given)
    if (token.id == token.family || has_family(sql, token.family)) write_token(sql, token);
  write_token_uses(sql, change.used);
  for (auto const& [id, time] : change.replaced) {
    auto const replaced = microseconds(time);
    sql << "UPDATE tokens SET replaced = :replaced WHERE id = :id", use(replaced), use(id);
  }
  for (auto const& id : change.forgotten) sql << "DELETE FROM tokens WHERE id = :id", use(id);
  for (auto const& family : change.ended) sql << "DELETE FROM tokens WHERE family = :family", use(family);
}

void forget_expired_tokens(soci::session& sql, WallTime limit) {
  auto const time = microseconds(limit);
  sql << "DELETE FROM tokens WHERE expires < :limit", use(time);
}

}  // namespace crosspoint::io::store
