#pragma once

#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "io/store/tokens.h"

namespace crosspoint::io::auth {

/// For programs that may read /metrics.
inline constexpr std::string_view metrics_scope = "metrics";

/// For programs that may ask what is below /api.
inline constexpr std::string_view api_scope = "api";

/// What a token of a program may be good for.
inline constexpr std::array known_scopes{metrics_scope, api_scope};

/// A token and the text of it, which is known only here and now.
struct NewToken {
  store::AccessToken token;
  std::string text;
};

/// A token of its own family with a fresh id and secret. It is good once it is in the store.
NewToken make_token(store::AccessToken::Kind kind, std::string name, std::vector<std::string> scopes, WallTime now,
                    std::optional<WallTime> expires);

/// All tokens in memory, for any thread: a check waits for nobody, needs no store and takes some microseconds. Who makes and
/// revokes them writes to the store; load() follows.
class Tokens {
 public:
  /// In place of all before.
  void load(std::vector<store::AccessToken> tokens);

  /// Whose text this is, while it has not expired; takes any bytes. Notes the use, to the minute.
  std::optional<store::AccessToken> check(std::string_view text, WallTime now);

  /// Whether this is the text of a program's token that is good for `scope`.
  bool admits(std::string_view text, std::string_view scope, WallTime now);

  /// When each of those that were used since the last call was used last, by id.
  std::map<std::string, WallTime> take_uses();

 private:
  std::mutex mutex_;                                            ///< guards what follows
  std::unordered_map<std::string, store::AccessToken> tokens_;  ///< by id; bounded by the store
  std::map<std::string, WallTime> uses_;
};

}  // namespace crosspoint::io::auth
