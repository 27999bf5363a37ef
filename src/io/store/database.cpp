#include "io/store/database.h"

#include <fcntl.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <type_traits>

#include "io/store/agents.h"
#include "io/store/credentials.h"
#include "io/store/directory_reader.h"
#include "io/store/directory_writer.h"
#include "io/store/forms.h"
#include "io/store/migrations.h"
#include "io/store/personal.h"
#include "io/store/presences.h"
#include "io/store/session.h"
#include "io/store/tokens.h"
#include "io/store/transaction.h"
#include "io/uuid.h"

namespace crosspoint::io::store {
namespace {

constexpr std::string_view scheme = "sqlite://";

/// SOCI's full text names the values of the statement, and those may be secret.
auto unavailable(std::string const& what, std::exception const& why) {
  auto const* const by_soci = dynamic_cast<soci::soci_error const*>(&why);
  return fail(Errc::unavailable, "the store could not " + what + ": " + (by_soci ? by_soci->get_error_message() : why.what()));
}

/// Makes an empty file that only its owner can read, since password hashes will be in it. SQLite gives its journals the same
/// mode.
Result<> make_file(std::filesystem::path const& path) {
  if (!std::filesystem::is_directory(path.parent_path()))
    return fail(Errc::unavailable, "the directory " + path.parent_path().string() + " of the store does not exist: create it");
  int const file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return fail(Errc::unavailable, "the store " + path.string() + " cannot be opened: " + std::strerror(errno));
  ::close(file);
  return {};
}

/// Durable: a commit is on the disk when it returns. Patient: waits for another process's write as long as an import may take.
void configure(soci::session& sql) {
  std::string mode;
  sql << "PRAGMA busy_timeout = 10000";
  sql << "PRAGMA journal_mode = WAL", soci::into(mode);
  sql << "PRAGMA synchronous = FULL";
  sql << "PRAGMA foreign_keys = ON";
}

/// Gives a new store its identity, unless another process has just done so.
void identify(soci::session& sql) {
  std::string uuid;
  sql << "SELECT xivo_uuid FROM server", soci::into(uuid);
  if (sql.got_data()) return;
  uuid = random_uuid();
  sql << "INSERT INTO server (xivo_uuid) SELECT :uuid WHERE NOT EXISTS (SELECT 1 FROM server)", soci::use(uuid);
}

/// What `work` reads in one view.
template <class Work>
auto read(Session& sql, char const* what, Work work) -> Result<std::invoke_result_t<Work, Session&>> {
  try {
    Transaction transaction(sql, Transaction::For::reading);
    auto found = work(sql);
    transaction.commit();
    return found;
  } catch (std::exception const& error) {
    return unavailable(what, error);
  }
}

/// All that `work` writes, or nothing.
template <class Work>
Result<> write(Session& sql, char const* what, Work work) {
  try {
    Transaction transaction(sql, Transaction::For::writing);
    work(sql);
    transaction.commit();
    return {};
  } catch (std::exception const& error) {
    return unavailable(what, error);
  }
}

constexpr std::ptrdiff_t most_tokens_of_owner = 100;
constexpr std::chrono::minutes recent_chat{10};
constexpr std::size_t most_recent_chat = 10'000;

Result<> may_be_added(AccessToken const& token, std::vector<AccessToken> const& others) {
  auto const owned = [&](AccessToken const& other) { return other.owner == token.owner; };
  auto const same_name = [&](AccessToken const& other) { return other.kind == token.kind && other.name == token.name; };
  if (token.kind == AccessToken::Kind::api && std::ranges::any_of(others, same_name))
    return fail(Errc::bad_request, "there is a token " + token.name + " already");
  if (std::ranges::count_if(others, owned) >= most_tokens_of_owner)
    return fail(Errc::bad_request, "there are " + std::to_string(most_tokens_of_owner) + " tokens already: revoke some first");
  return {};
}

// One overload for each kind of change.
bool carry_out(Session& sql, flow::SaveServices const& change) { return write_services(sql, change.user, change.services); }
bool carry_out(Session& sql, flow::SaveChat const& change) { return write_chat(sql, change); }
bool carry_out(Session& sql, flow::SaveCall const& change) { return write_call(sql, change.user, change.call); }
bool carry_out(Session& sql, flow::SaveHistorySeen const& change) {
  write_history_seen(sql, change);
  return true;
}
bool carry_out(Session& sql, flow::SaveWaitingCall const& change) { return write_waiting_call(sql, change.call); }
bool carry_out(Session& sql, flow::ForgetWaitingCall const& change) {
  forget_waiting_call(sql, change);
  return true;
}
bool carry_out(Session& sql, flow::SaveQueueCall const& change) { return write_queue_call(sql, change); }

}  // namespace

Result<std::filesystem::path> file_of(std::string const& uri) {
  auto const path = std::filesystem::path(uri.starts_with(scheme) ? uri.substr(scheme.size()) : "");
  if (!path.is_absolute() || !path.has_filename() || path.string().find('"') != std::string::npos)
    return fail(Errc::unavailable, "store.uri is \"" + uri + "\", expected sqlite:///absolute/path/of/a/file.db");
  return path;
}

struct Database::Implementation {
  Session sql;
};

Database::Database(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(std::string const& uri) {
  auto const path = file_of(uri);
  if (!path) return tl::make_unexpected(path.error());
  if (auto const made = make_file(*path); !made) return tl::make_unexpected(made.error());
  try {
    Database database(std::make_unique<Implementation>());
    auto& sql = database.implementation_->sql;
    sql.open(soci::sqlite3, "dbname=\"" + path->string() + "\"");
    configure(sql);
    if (auto const migrated = migrate(sql, embedded_migrations()); !migrated) return tl::make_unexpected(migrated.error());
    identify(sql);
    return database;
  } catch (std::exception const& error) {
    return unavailable("be opened (" + path->string() + ")", error);
  }
}

Result<directory::Directory> Database::load() { return read(implementation_->sql, "be read", read_directory); }

Result<std::map<UserId, directory::PersonalBook>> Database::load_personal() {
  return read(implementation_->sql, "be read", read_personal);
}

Result<std::map<UserId, std::string>> Database::load_presences() { return read(implementation_->sql, "be read", read_presences); }

Result<flow::ChatLoaded> Database::load_chat(WallTime now) {
  auto const since = now - recent_chat;
  return read(implementation_->sql, "be read", [&](Session& sql) { return read_chat(sql, since, most_recent_chat); })
      .map([&](auto messages) {
        auto const is_cut = messages.size() == most_recent_chat;
        return flow::ChatLoaded{is_cut ? messages.front().sent : since, std::move(messages)};
      });
}

Result<std::vector<flow::AgentLogin>> Database::load_logins() { return read(implementation_->sql, "be read", read_logins); }

Result<flow::QueueCallsLoaded> Database::load_queue_calls() { return read(implementation_->sql, "be read", read_queue_calls); }

Result<std::vector<flow::FormResult>> Database::load_forms() { return read(implementation_->sql, "be read", read_forms); }

Result<> Database::update(std::function<Result<Update>(directory::Directory const&)> const& change) {
  auto& sql = implementation_->sql;
  try {
    Transaction transaction(sql, Transaction::For::writing);
    auto const before = read_directory(sql);
    auto const after = change(before);
    if (!after) return tl::make_unexpected(after.error());
    write_directory(sql, before, after->directory);
    forget_former_users(sql);
    forget_former_agents(sql);
    forget_former_presences(sql);
    for (auto const& [login, hash] : after->hashes) {
      write_hash(sql, login, hash);
      if (auto const* const user = after->directory.user_by_login(login)) revoke_sign_ins(sql, user->id);
    }
    transaction.commit();
    return {};
  } catch (std::exception const& error) {
    return unavailable("be changed", error);
  }
}

Result<std::vector<bool>> Database::save(std::vector<flow::Change> const& changes) {
  std::vector<bool> done;
  done.reserve(changes.size());
  return write(implementation_->sql, "save",
               [&](Session& sql) {
                 for (auto const& change : changes)
                   done.push_back(std::visit([&](auto const& each) { return carry_out(sql, each); }, change));
               })
      .map([&] { return std::move(done); });
}

Result<std::vector<flow::StoredCall>> Database::calls_of(UserId user, std::size_t most,
                                                         std::optional<flow::CallMark> const& before) {
  return read(implementation_->sql, "read the calls of a user",
              [&](Session& sql) { return read_calls(sql, user, most, before); });
}

Result<WallTime> Database::history_seen(UserId user) {
  return read(implementation_->sql, "read what a user has seen", [&](Session& sql) { return read_history_seen(sql, user); });
}

Result<> Database::forget_old(Retention const& retention, WallTime now) {
  return write(implementation_->sql, "forget what is old", [&](Session& sql) {
    store::forget_old(sql, retention, now);
    forget_expired_tokens(sql, now - retention.expired_tokens);
  });
}

Result<std::optional<std::string>> Database::password_hash(std::string const& login) {
  return credential(login).map([](auto found) { return found ? std::optional(std::move(found->hash)) : std::nullopt; });
}

Result<std::optional<Credential>> Database::credential(std::string const& login) {
  return read(implementation_->sql, "read a password", [&](Session& sql) { return read_credential(sql, login); });
}

Result<> Database::remember(std::map<std::string, Credential> const& checked) {
  return write(implementation_->sql, "remember passwords", [&](Session& sql) {
    for (auto const& [login, credential] : checked) remember_credential(sql, login, credential);
  });
}

Result<std::set<std::string>> Database::logins_with_password() {
  return read(implementation_->sql, "read the logins", store::logins_with_password);
}

Result<std::vector<AccessToken>> Database::load_tokens() { return read(implementation_->sql, "be read", read_tokens); }

Result<> Database::save_sign_ins(std::vector<SignInChange> const& changes) {
  return write(implementation_->sql, "save sign-in tokens", [&](Session& sql) {
    for (auto const& change : changes) carry_out(sql, change);
  });
}

Result<> Database::add_token(AccessToken const& token) {
  auto added = Result<>();
  auto const done = write(implementation_->sql, "be changed", [&](Session& sql) {
    added = may_be_added(token, read_tokens(sql));
    if (added) write_token(sql, token);
  });
  return done ? added : done;
}

Result<> Database::revoke_token(std::string const& id) {
  return write(implementation_->sql, "be changed", [&](Session& sql) { store::revoke_token(sql, id); });
}

Result<> Database::save_token_uses(std::map<std::string, WallTime> const& uses) {
  return write(implementation_->sql, "save", [&](Session& sql) { write_token_uses(sql, uses); });
}

Result<int> Database::version_of_others() {
  try {
    int version = 0;
    implementation_->sql << "PRAGMA data_version", soci::into(version);
    return version;
  } catch (std::exception const& error) {
    return unavailable("be watched", error);
  }
}

}  // namespace crosspoint::io::store
