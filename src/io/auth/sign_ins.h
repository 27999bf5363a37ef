#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "io/auth/tokens.h"

namespace crosspoint::io::auth {

/// The tokens by which browsers log in again, all in memory. Each is good until the one that was given for it has been used, and
/// for a minute at least, since answers get lost; one that is used later has been copied, and ends its login. Says what the store
/// is to be told; for any thread. (P222 to P224)
class SignIns {
 public:
  static constexpr std::chrono::hours life{12};
  static constexpr std::chrono::seconds grace{60};
  static constexpr std::size_t most_logins_of_user = 20;
  static constexpr std::size_t most_replaced = 16;  ///< that are remembered of a login; older ones are just not known any more

  /// What came of a request.
  struct Outcome {
    std::optional<UserId> user;  ///< nothing: not admitted
    std::string login;           ///< the family of its tokens
    WallTime expires{};          ///< of the token that was taken
    std::optional<NewToken> next;
    std::vector<std::string> ended;  ///< logins
    store::SignInChange change;
  };

  /// In place of all before. The logins that were there and are not any more.
  std::vector<std::string> load(std::vector<store::AccessToken> tokens);

  /// The first token of a new login; the oldest login of the user ends if there are too many.
  Outcome give(UserId user, WallTime now);

  /// Takes any bytes.
  Outcome take(std::string_view text, WallTime now);

  /// That login of the user, or all of them.
  Outcome end(UserId user, std::string const& login);

  /// Nobody has got it: the store could not keep it.
  void withdraw(store::AccessToken const& token);

  /// Once more, what the store did not know yet when load() has read it.
  void apply(store::SignInChange const& change);

 private:
  struct Login {
    UserId user;
    std::vector<store::AccessToken> tokens;  ///< oldest first
  };
  using Logins = std::unordered_map<std::string, Login>;

  [[nodiscard]] store::AccessToken* find(std::string_view text);
  store::AccessToken* find_id(std::string const& id);
  NewToken add(UserId user, std::string const& family, WallTime now);
  void insert(store::AccessToken token);
  void replace_before(store::AccessToken const& used, WallTime now, store::SignInChange& change);
  void forget(std::string const& login, Outcome& outcome);
  void erase(std::string const& login);

  std::mutex mutex_;                                     ///< guards what follows
  Logins logins_;                                        ///< by family; bounded by users and most_logins_of_user
  std::unordered_map<std::string, std::string> family_;  ///< by id
  std::map<UserId, std::set<std::string>> of_user_;      ///< families
};

}  // namespace crosspoint::io::auth
