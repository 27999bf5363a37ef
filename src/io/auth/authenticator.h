#pragma once

#include <vector>

#include "base/result.h"
#include "flow/effects.h"
#include "io/auth/checker.h"
#include "io/auth/login_key.h"
#include "io/auth/tokens.h"
#include "io/inbox.h"
#include "io/store/keeper.h"

namespace crosspoint::io::auth {

/// Who may come in: carries out CheckPassword, delivers PasswordChecked, and has all tokens in memory. The store gives it hashes
/// and keeps what is to be remembered; it does so on the store's thread, as the store's companion.
class Authenticator {
 public:
  /// A question with a longer login or password is answered with `wrong`, unchecked; hash_password() takes no longer one.
  static constexpr std::size_t longest_login = 1024;

  Authenticator(Checker::Options options, LoginKey key, Deliver deliver);

  /// For Keeper::open(). This object has to outlive the keeper.
  store::Companion companion();

  /// From any thread, never waits. What the store has no place for is answered with `failed`.
  void carry_out(std::vector<flow::CheckPassword> questions, store::Keeper& keeper);

  /// For any thread.
  Tokens& tokens() { return tokens_; }

  /// Ends the threads; what still waits is not answered.
  void stop() { checker_.stop(); }

 private:
  Result<> load(store::Database& database);
  void save(store::Database& database);
  void check(flow::CheckPassword question, store::Database& database);

  Deliver const deliver_;
  Tokens tokens_;
  Checker checker_;
  bool failing_ = false;  ///< saving has failed the last time: said once in the log
};

}  // namespace crosspoint::io::auth
