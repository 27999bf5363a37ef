#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/ids.h"
#include "io/auth/fair_queue.h"
#include "io/auth/login_key.h"
#include "io/crew.h"
#include "io/inbox.h"
#include "io/store/credentials.h"

namespace crosspoint::io::auth {

/// One password to check.
struct Question {
  Token token;
  std::string login, password, address;
  std::optional<store::Credential> stored;  ///< nothing: no such login
};

/// Verifies passwords on a few threads of its own and delivers PasswordChecked. After one good verification it knows the password
/// again: in this process by a fast keyed hash, so that a client who comes back is let in at once, and in the next one by the
/// digest of the login key. Both depend on the stored hash, so a changed password makes them worthless. Sessions that ask the
/// same at the same time share one verification. An unknown login costs as much time as a wrong password. Addresses are served
/// round robin, so that one with many questions keeps nobody else waiting.
class Checker {
 public:
  using Verify = std::function<bool(std::string const& hash, std::string const& password)>;

  struct Options {
    std::size_t threads = 2;
    std::size_t bound = 20'000;             ///< questions that may wait
    std::size_t bound_for_address = 2'500;  ///< those of one address
    Verify verify;                          ///< the slow check; `matches` when empty
  };

  Checker(Options options, LoginKey const& key, Deliver deliver);

  /// From any thread, never waits: a known password is answered at once, so is (with `failed`) a question too many.
  void check(Question question);

  /// What is to be remembered, by login: those verified in full since the last call. From any thread.
  std::map<std::string, store::Credential> take_verified();

  /// Ends the threads; what still waits is not answered.
  void stop() { threads_.stop(); }

 private:
  using Digest = std::array<unsigned char, 32>;
  using Verdict = flow::PasswordChecked::Verdict;
  using How = flow::PasswordChecked::How;
  struct Turn {};
  struct Answer {
    Verdict verdict;
    How how;
  };

  std::optional<Answer> take(Question question);
  void check_next();
  Answer verify(Question const& question);
  void answer(Question const& question, Answer answer);
  [[nodiscard]] Digest digest(Question const& question) const;

  Options const options_;
  LoginKey const key_;
  Deliver const deliver_;
  Digest fast_key_{};
  std::string decoy_;  ///< hash of nobody's password, for unknown logins

  std::mutex mutex_;  ///< guards what follows
  FairQueue<Question> queue_;
  std::map<Digest, std::vector<Token>> asked_;         ///< who wants to know what waits or is being verified
  std::size_t asking_ = 0;                             ///< how many they are
  std::unordered_map<std::string, Digest> good_;       ///< by login
  std::map<std::string, store::Credential> verified_;  ///< by login, not yet taken

  Crew<Turn> threads_;  ///< one turn for each question in the queue
};

}  // namespace crosspoint::io::auth
