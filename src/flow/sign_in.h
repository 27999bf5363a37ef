#pragma once

#include <string>

#include "base/ids.h"
#include "base/time.h"

// Tokens by which browsers log in again in place of a password. Those that were given in exchange for one another belong to one
// login, the one that began with the password. (docs/protocol/extensions.md, "Tokens")
namespace crosspoint::flow {

/// A user has logged in with a password and wants a token. Answered by SignInAnswered.
struct GiveSignIn {
  Token token;  ///< of the question
  UserId user;
  bool operator==(GiveSignIn const&) const = default;
};

/// Somebody wants to log in with that token, and the next one for it. Answered by SignInAnswered.
struct TakeSignIn {
  Token token;       ///< of the question
  std::string text;  ///< any bytes
  bool operator==(TakeSignIn const&) const = default;
};

/// A login has ended by its user's will; without a login, all of the user's have. Answered by SignInsEnded.
struct EndSignIns {
  UserId user;
  std::string login;
  bool operator==(EndSignIns const&) const = default;
};

struct SignInAnswered {
  enum class Verdict { good, unknown, failed };  ///< failed: could not be checked
  Token token;
  Verdict verdict = Verdict::good;
  UserId user;
  std::string login;
  std::string text;    ///< the token for the next time; empty: none could be given
  WallTime expires{};  ///< of that
};

/// The tokens of that login are worth nothing any more: by its user's will, or with the password, or since one was copied.
struct SignInsEnded {
  std::string login;
};

}  // namespace crosspoint::flow
