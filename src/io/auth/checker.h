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
#include "io/crew.h"
#include "io/inbox.h"

namespace crosspoint::io::auth {

/// One password to check.
struct Question {
  Token token;
  std::string login, password;
  std::optional<std::string> hash;  ///< what the store holds for this login; nothing: no such login
};

/// Verifies passwords on a few threads of its own and delivers PasswordChecked. After one good verification it remembers a keyed
/// hash of password and stored hash (the key is made anew in each process), so that a client who comes back is let in at once; a
/// changed password makes that worthless. Sessions that ask the same at the same time share one verification. An unknown login
/// costs as much time as a wrong password.
class Checker {
 public:
  using Verify = std::function<bool(std::string const& hash, std::string const& password)>;

  struct Options {
    std::size_t threads = 2;
    std::size_t bound = 500;  ///< questions that may wait: what two threads answer within the 5 s a client has for its login
    Verify verify;            ///< the slow check; `matches` when empty
  };

  Checker(Options options, Deliver deliver);

  /// From any thread, never waits: a known password is answered at once, so is (with `failed`) a question too many.
  void check(Question question);

  /// Ends the threads; what still waits is not answered.
  void stop() { threads_.stop(); }

 private:
  using Digest = std::array<unsigned char, 32>;

  using Verdict = flow::PasswordChecked::Verdict;

  std::optional<Verdict> take(Question question);
  void verify(Question& question);
  void answer(Question const& question, Verdict verdict);
  [[nodiscard]] Digest digest(Question const& question) const;

  Options const options_;
  Deliver const deliver_;
  Digest key_{};
  std::string decoy_;  ///< hash of nobody's password, for unknown logins

  std::mutex mutex_;                              ///< guards what follows
  std::map<Digest, std::vector<Token>> asked_;    ///< who wants to know what waits or is being verified
  std::unordered_map<std::string, Digest> good_;  ///< by login

  Crew<Question> threads_;
};

}  // namespace crosspoint::io::auth
