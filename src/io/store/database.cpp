#include "io/store/database.h"

#include <fcntl.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include "io/hash/uuid.h"
#include "io/store/agents.h"
#include "io/store/credentials.h"
#include "io/store/directory_reader.h"
#include "io/store/directory_writer.h"
#include "io/store/forms.h"
#include "io/store/migrations.h"
#include "io/store/personal.h"
#include "io/store/session.h"
#include "io/store/transaction.h"

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

Result<std::filesystem::path> file_of(std::string const& uri) {
  auto const path = std::filesystem::path(uri.starts_with(scheme) ? uri.substr(scheme.size()) : "");
  if (!path.is_absolute() || !path.has_filename() || path.string().find('"') != std::string::npos)
    return fail(Errc::unavailable, "store.uri is \"" + uri + "\", expected sqlite:///absolute/path/of/a/file.db");
  return path;
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
  uuid = hash::random_uuid();
  sql << "INSERT INTO server (xivo_uuid) SELECT :uuid WHERE NOT EXISTS (SELECT 1 FROM server)", soci::use(uuid);
}

// One overload for each kind of change.
bool carry_out(Session& sql, flow::SaveServices const& change) { return write_services(sql, change.user, change.services); }
bool carry_out(Session& sql, flow::SaveChat const& change) { return write_chat(sql, change); }
bool carry_out(Session& sql, flow::SaveCall const& change) { return write_call(sql, change.user, change.call); }
bool carry_out(Session& sql, flow::SaveWaitingCall const& change) { return write_waiting_call(sql, change.call); }
bool carry_out(Session& sql, flow::ForgetWaitingCall const& change) {
  forget_waiting_call(sql, change);
  return true;
}
bool carry_out(Session& sql, flow::SaveQueueCall const& change) { return write_queue_call(sql, change); }

}  // namespace

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

Result<directory::Directory> Database::load() {
  auto& sql = implementation_->sql;
  try {
    Transaction transaction(sql, Transaction::For::reading);
    auto directory = read_directory(sql);
    transaction.commit();
    return directory;
  } catch (std::exception const& error) {
    return unavailable("be read", error);
  }
}

Result<std::map<UserId, directory::PersonalBook>> Database::load_personal() {
  auto& sql = implementation_->sql;
  try {
    Transaction transaction(sql, Transaction::For::reading);
    auto books = read_personal(sql);
    transaction.commit();
    return books;
  } catch (std::exception const& error) {
    return unavailable("be read", error);
  }
}

Result<std::vector<flow::AgentLogin>> Database::load_logins() {
  auto& sql = implementation_->sql;
  try {
    Transaction transaction(sql, Transaction::For::reading);
    auto logins = read_logins(sql);
    transaction.commit();
    return logins;
  } catch (std::exception const& error) {
    return unavailable("be read", error);
  }
}

Result<flow::QueueCallsLoaded> Database::load_queue_calls() {
  try {
    return read_queue_calls(implementation_->sql);
  } catch (std::exception const& error) {
    return unavailable("be read", error);
  }
}

Result<std::vector<flow::FormResult>> Database::load_forms() {
  try {
    return read_forms(implementation_->sql);
  } catch (std::exception const& error) {
    return unavailable("be read", error);
  }
}

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
    for (auto const& [login, hash] : after->hashes) write_hash(sql, login, hash);
    transaction.commit();
    return {};
  } catch (std::exception const& error) {
    return unavailable("be changed", error);
  }
}

Result<std::vector<bool>> Database::save(std::vector<flow::Change> const& changes) {
  auto& sql = implementation_->sql;
  try {
    std::vector<bool> done;
    done.reserve(changes.size());
    Transaction transaction(sql, Transaction::For::writing);
    for (auto const& change : changes) done.push_back(std::visit([&](auto const& each) { return carry_out(sql, each); }, change));
    transaction.commit();
    return done;
  } catch (std::exception const& error) {
    return unavailable("save", error);
  }
}

Result<std::vector<flow::PastCall>> Database::calls_of(UserId user, std::size_t most) {
  try {
    return read_calls(implementation_->sql, user, most);
  } catch (std::exception const& error) {
    return unavailable("read the calls of a user", error);
  }
}

Result<> Database::forget_old(Retention const& retention, WallTime now) {
  auto& sql = implementation_->sql;
  try {
    Transaction transaction(sql, Transaction::For::writing);
    store::forget_old(sql, retention, now);
    transaction.commit();
    return {};
  } catch (std::exception const& error) {
    return unavailable("forget what is old", error);
  }
}

Result<std::optional<std::string>> Database::password_hash(std::string const& login) {
  try {
    return read_hash(implementation_->sql, login);
  } catch (std::exception const& error) {
    return unavailable("read a password", error);
  }
}

Result<std::set<std::string>> Database::logins_with_password() {
  try {
    return store::logins_with_password(implementation_->sql);
  } catch (std::exception const& error) {
    return unavailable("read the logins", error);
  }
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
