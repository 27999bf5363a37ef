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

/// Authentication: carries out CheckPassword, delivers PasswordChecked, and has all tokens in memory. It reads hashes and saves
/// what is to be remembered on the store's thread, by tasks and hooks of the Keeper.
class Authenticator {
 public:
  /// A question with a longer login or password is answered with `wrong`, unchecked; hash_password() takes no longer one.
  static constexpr std::size_t longest_login = 1024;

  Authenticator(Checker::Options options, LoginKey const& key, Deliver deliver);

  /// For Keeper::open(). This object has to outlive the keeper.
  store::Hooks store_hooks();

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
