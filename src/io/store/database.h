#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "directory/directory.h"
#include "flow/effects.h"
#include "flow/input.h"
#include "io/store/archive.h"
#include "io/store/credentials.h"
#include "io/store/tokens.h"

namespace crosspoint::io::store {

/// What the store shall hold after an update.
struct Update {
  directory::Directory directory;
  std::map<std::string, std::string> hashes;  ///< new password hashes by login; what is not named stays
};

/// Where the store of this URI is. Errors: unavailable, it is not of the form sqlite:///absolute/path/of/a/file.db.
Result<std::filesystem::path> file_of(std::string const& uri);

/// One connection to the store, for one thread at a time. Several processes may have the same store open: readers see the last
/// commit, writers wait for each other. Every error is unavailable and says what the database said.
class Database {
 public:
  /// "sqlite:///var/lib/crosspoint/crosspoint.db": creates the file (not its directory) and brings it to the newest migration.
  static Result<Database> open(std::string const& uri);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  Database(Database const&) = delete;
  Database& operator=(Database const&) = delete;
  ~Database();

  Result<directory::Directory> load();

  Result<std::map<UserId, directory::PersonalBook>> load_personal();

  Result<std::map<UserId, std::string>> load_presences();

  /// Messages between users of the last minutes.
  Result<flow::ChatLoaded> load_chat(WallTime now);

  Result<std::vector<flow::AgentLogin>> load_logins();
  /// What became of the calls of queues in the last hours, in the order in which they ended.
  Result<flow::QueueCallsLoaded> load_queue_calls();
  /// Results of call forms that nobody has taken, oldest first.
  Result<std::vector<flow::FormResult>> load_forms();

  /// All or nothing: `change` is given what the store holds and says what it shall hold, or refuses, and then nothing happens and
  /// its error is returned. Nobody else writes in between.
  Result<> update(std::function<Result<Update>(directory::Directory const&)> const& change);

  /// Several changes in one commit. One answer each: false when what it is about does not exist.
  Result<std::vector<bool>> save(std::vector<flow::Change> const& changes);

  /// The newest calls of a user first, `most` of them.
  Result<std::vector<flow::StoredCall>> calls_of(UserId user, std::size_t most,
                                                 std::optional<flow::CallMark> const& before = std::nullopt);

  /// Until when a user has seen what began; long ago for nobody.
  Result<WallTime> history_seen(UserId user);

  /// Removes what is older than it may be.
  Result<> forget_old(Retention const& retention, WallTime now);

  /// The argon2id hash of a login's password, nothing when it has none.
  Result<std::optional<std::string>> password_hash(std::string const& login);

  /// That, and what it is remembered by.
  Result<std::optional<Credential>> credential(std::string const& login);

  /// By login; of a password that is another one meanwhile nothing is remembered.
  Result<> remember(std::map<std::string, Credential> const& checked);

  Result<std::set<std::string>> logins_with_password();

  /// In the order in which they were made.
  Result<std::vector<AccessToken>> load_tokens();

  /// All in one commit, in this order.
  Result<> save_sign_ins(std::vector<SignInChange> const& changes);

  /// Errors: bad_request, the name is taken, or its owner has 100 tokens already (without owner: the site).
  Result<> add_token(AccessToken const& token);

  /// It and all of its family.
  Result<> revoke_token(std::string const& id);

  /// When each was used last, by id.
  Result<> save_token_uses(std::map<std::string, WallTime> const& uses);

  /// A number that changes when another connection has committed something.
  Result<int> version_of_others();

 private:
  struct Implementation;
  explicit Database(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace crosspoint::io::store
