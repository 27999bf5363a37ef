#pragma once

#include <chrono>
#include <deque>
#include <mutex>
#include <optional>
#include <variant>
#include <vector>

#include "base/result.h"
#include "flow/effects.h"
#include "io/auth/checker.h"
#include "io/auth/login_key.h"
#include "io/auth/sign_ins.h"
#include "io/auth/tokens.h"
#include "io/inbox.h"
#include "io/store/keeper.h"

namespace crosspoint::io::auth {

/// Authentication: carries out CheckPassword, delivers PasswordChecked, has all tokens in memory, and exchanges those by which
/// browsers log in again. It reads hashes and saves what is to be remembered on the store's thread, by tasks and hooks of the
/// Keeper.
class Authenticator {
 public:
  /// A question with a longer login or password is answered with `wrong`, unchecked; hash_password() takes no longer one.
  static constexpr std::size_t longest_login = 1024;

  Authenticator(Checker::Options options, LoginKey const& key, Deliver deliver);

  /// For Keeper::open(). This object has to outlive the keeper.
  store::Hooks store_hooks();

  /// From any thread, never waits. What the store has no place for is answered with `failed`.
  void carry_out(std::vector<flow::CheckPassword> questions, store::Keeper& keeper);

  using SignInOrder = std::variant<flow::GiveSignIn, flow::TakeSignIn, flow::EndSignIns>;

  /// From any thread, never waits. A token is given out when the store has it. If that fails, or takes long, the one that was
  /// shown stays good and is the answer. Delivers SignInAnswered and SignInsEnded.
  void carry_out(std::vector<SignInOrder> const& orders, store::Keeper& keeper);

  /// For any thread.
  Tokens& tokens() { return tokens_; }

  /// Ends the threads; what still waits is not answered.
  void stop() { checker_.stop(); }

 private:
  Result<> load(store::Database& database);
  void save(store::Database& database);
  void check(flow::CheckPassword question, store::Database& database);

  /// What a client has asked of its tokens and the store has not kept yet.
  struct Unsaved {
    std::optional<flow::SignInAnswered> answer;          ///< when it is kept
    std::optional<flow::SignInAnswered> answer_without;  ///< when it can't be
    store::SignInChange change;
    std::chrono::steady_clock::time_point since;
  };

  void begin(SignInOrder const& order, WallTime now, Inputs& answers);
  void give_up_waiting(Inputs& answers);
  void save_sign_ins(store::Database& database);
  void load_sign_ins(std::vector<store::AccessToken> tokens);

  Deliver const deliver_;
  Tokens tokens_;
  SignIns sign_ins_;
  Checker checker_;
  bool failing_ = false;  ///< saving has failed the last time: said once in the log

  std::mutex mutex_;               ///< guards what follows
  std::deque<Unsaved> unsaved_;    ///< in order; those without an answer wait until the store can be written again
  bool save_is_due_ = false;       ///< the store's thread has been asked to
  bool sign_ins_failing_ = false;  ///< so it was the last time
};

}  // namespace crosspoint::io::auth
