#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "directory/directory.h"

namespace soci {
class session;
}

namespace crosspoint::io::store {

/// What somebody or some program proves itself with in place of a password. The store never sees its text, only the digest.
struct AccessToken {
  enum class Kind {
    sign_in,  ///< of one browser of a user, in place of the password; ends with the password
    ticket,   ///< for one login within a minute
    board,    ///< of a wallboard
    api,      ///< of a program
  };
  std::string id;  ///< stands in the text, too, and may be shown
  Kind kind = Kind::api;
  std::string name;    ///< as people call it; unique among those of programs
  std::string digest;  ///< of the secret part of the text, in hexadecimal
  std::string family;  ///< id of the first of those that were given in exchange for one another
  std::optional<UserId> owner;
  std::vector<std::string> scopes;  ///< what it is good for; names without spaces
  WallTime created;
  std::optional<WallTime> expires, used;  ///< nothing: never
  /// Of a sign-in token that was exchanged for another: who uses it from then on has a copy.
  std::optional<WallTime> replaced;
  bool operator==(AccessToken const&) const = default;
};

// All in the caller's transaction, all throw soci::soci_error.

/// In the order in which they were made.
std::vector<AccessToken> read_tokens(soci::session& sql);

void write_token(soci::session& sql, AccessToken const& token);

/// The token and all of its family. False: there is none of that id.
bool revoke_token(soci::session& sql, std::string const& id);

/// When each was used last, by id; one that is gone is ignored.
void write_token_uses(soci::session& sql, std::map<std::string, WallTime> const& uses);

/// Those of users who are no more, or whose number now is somebody else's.
void revoke_tokens_of_former(soci::session& sql, directory::Directory const& before, directory::Directory const& after);

/// What a new password ends.
void revoke_sign_ins(soci::session& sql, UserId owner);

/// What has become of sign-in tokens by one request of a client.
struct SignInChange {
  std::vector<AccessToken> given;
  std::map<std::string, WallTime> used, replaced;  ///< by id
  std::vector<std::string> forgotten;              ///< ids
  std::vector<std::string> ended;                  ///< families
};
void carry_out(soci::session& sql, SignInChange const& change);

/// Those that have expired before `limit`.
void forget_expired_tokens(soci::session& sql, WallTime limit);

}  // namespace crosspoint::io::store
