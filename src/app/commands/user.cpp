#include "app/commands/user.h"

#include <algorithm>
#include <iomanip>
#include <ostream>

#include "app/commands/with_store.h"
#include "directory/faults.h"
#include "io/auth/password.h"
#include "io/uuid.h"

namespace crosspoint::app {
namespace {

using directory::Directory;
using directory::User;
using io::store::Database;
using io::store::Update;

/// A password from its source, as it is stored.
Result<std::string> new_hash(PasswordSource const& source, std::string const& login) {
  auto const password = source(login);
  if (!password) return tl::make_unexpected(password.error());
  return io::auth::hash_password(*password);
}

User new_user(Directory const& directory, UserAddOptions const& options) {
  User user;
  user.id = directory.users.empty() ? UserId{1} : UserId{directory.users.rbegin()->first.value + 1};
  user.uuid = io::random_uuid();
  user.login = options.login;
  user.firstname = options.firstname;
  user.lastname = options.lastname;
  user.profile = options.profile;
  return user;
}

Result<Directory> with_new_user(Directory directory, UserAddOptions const& options) {
  if (options.login.empty()) return fail(Errc::bad_request, "a user needs a login");
  if (directory.user_by_login(options.login)) return fail(Errc::bad_request, "there is a user " + options.login + " already");
  auto const user = new_user(directory, options);
  directory.users.emplace(user.id, user);
  auto const faults = directory::faults_of(directory);
  auto const fault = std::ranges::find(faults, "users." + std::to_string(user.id.value),
                                       [](directory::Fault const& f) { return f.where.substr(0, f.where.rfind('.')); });
  if (fault == faults.end()) return directory;
  return fail(Errc::bad_request, fault->where.substr(fault->where.rfind('.') + 1) + ": " + fault->what);
}

Result<Directory> without_user(Directory directory, std::string const& login) {
  auto const* const user = directory.user_by_login(login);
  if (!user) return fail(Errc::unknown, "there is no user " + login);
  auto const is_theirs = [lines = user->lines](LineId line) { return std::ranges::find(lines, line) != lines.end(); };
  for (auto& [id, queue] : directory.queues) std::erase_if(queue.lines, is_theirs);
  std::erase_if(directory.lines, [&](auto const& entry) { return is_theirs(entry.first); });
  directory.users.erase(user->id);
  return directory;
}

/// "1001@default 1002@default", or a dash.
std::string lines_of(User const& user, Directory const& directory) {
  std::string text;
  for (auto const id : user.lines) {
    auto const& line = directory.lines.at(id);
    text += (text.empty() ? "" : " ") + line.number + "@" + line.context;
  }
  return text.empty() ? "-" : text;
}

std::string listed(Directory const& directory, std::set<std::string> const& logins) {
  std::ostringstream out;
  auto const row = [&](auto const& id, auto const& login, auto const& name, auto const& profile, auto const& password,
                       auto const& lines) {
    out << std::left << std::setw(6) << id << std::setw(20) << login << std::setw(28) << name << std::setw(16) << profile
        << std::setw(10) << password << lines << '\n';
  };
  row("id", "login", "name", "profile", "password", "lines");
  for (auto const& [id, user] : directory.users) {
    auto const* const profile = directory.profile_of(user);
    auto const* const password = !user.client_access ? "barred" : logins.contains(user.login) ? "yes" : "no";
    row(id.value, user.login.empty() ? "-" : user.login, user.fullname(), profile ? profile->name : "-", password,
        lines_of(user, directory));
  }
  return out.str();
}

}  // namespace

int run_user_add(Config const& config, UserAddOptions const& options, PasswordSource const& password, std::ostream& out,
                 std::ostream& errors) {
  return with_store(config, out, errors, [&](Database& store) -> Result<std::string> {
    auto const stored = store.load();
    if (!stored) return tl::make_unexpected(stored.error());
    // Asked only for a user who can be added, and not while the store is locked.
    if (auto const good = with_new_user(*stored, options); !good) return tl::make_unexpected(good.error());
    auto const hash = new_hash(password, options.login);
    if (!hash) return tl::make_unexpected(hash.error());
    std::string done;
    auto const change = [&](Directory const& before) {
      return with_new_user(before, options).map([&](Directory after) {
        done = "added user " + options.login + " with id " + std::to_string(after.users.rbegin()->first.value) + "\n";
        return Update{std::move(after), {{options.login, *hash}}};
      });
    };
    return store.update(change).map([&] { return done; });
  });
}

int run_user_passwd(Config const& config, std::string const& login, PasswordSource const& password, std::ostream& out,
                    std::ostream& errors) {
  return with_store(config, out, errors, [&](Database& store) -> Result<std::string> {
    if (login.empty()) return fail(Errc::bad_request, "a password needs a login");
    auto const hash = new_hash(password, login);
    if (!hash) return tl::make_unexpected(hash.error());
    auto done = "changed the password of " + login;
    auto const change = [&](Directory const& before) -> Result<Update> {
      if (!before.user_by_login(login)) done += ", which is no user's login yet";
      return Update{before, {{login, *hash}}};
    };
    return store.update(change).map([&] { return done + "\n"; });
  });
}

int run_user_list(Config const& config, std::ostream& out, std::ostream& errors) {
  return with_store(config, out, errors, [](Database& store) -> Result<std::string> {
    auto const directory = store.load();
    if (!directory) return tl::make_unexpected(directory.error());
    return store.logins_with_password().map([&](auto const& logins) { return listed(*directory, logins); });
  });
}

int run_user_remove(Config const& config, std::string const& login, std::ostream& out, std::ostream& errors) {
  return with_store(config, out, errors, [&](Database& store) -> Result<std::string> {
    std::string done = "removed user " + login;
    auto const change = [&](Directory const& before) -> Result<Update> {
      auto after = without_user(before, login);
      if (!after) return tl::make_unexpected(after.error());
      auto const* const user = before.user_by_login(login);
      if (!user->lines.empty()) done += " with " + lines_of(*user, before);
      return Update{std::move(*after), {}};
    };
    return store.update(change).map([&] { return done + "\n"; });
  });
}

}  // namespace crosspoint::app
