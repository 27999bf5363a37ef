#include "app/commands/import_passwords.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <iostream>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "io/auth/password.h"

namespace crosspoint::app {
namespace {

struct Password {
  std::string login, text;
  std::optional<std::string> stored;  ///< hash of the present password
  Result<std::string> fresh = {};     ///< hash to store; empty: the present one is good
};

void hash(Password& password) {
  if (password.stored && io::auth::matches(*password.stored, password.text)) return;
  password.fresh = io::auth::hash_password(password.text);
}

/// Overwrites one line of the terminal; says nothing to a file.
class Progress {
 public:
  explicit Progress(std::size_t total) : total_(total), shown_(total >= 100 && ::isatty(STDERR_FILENO) == 1) {}
  ~Progress() {
    if (shown_) std::cerr << '\n';
  }
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;
  Progress(Progress&&) = delete;
  Progress& operator=(Progress&&) = delete;

  void one_more() {
    std::lock_guard const lock(mutex_);
    ++done_;
    if (shown_ && (done_ % 20 == 0 || done_ == total_)) std::cerr << "\rhashing passwords: " << done_ << " of " << total_;
  }

 private:
  std::size_t const total_;
  bool const shown_;
  std::mutex mutex_;
  std::size_t done_ = 0;
};

void hash_all(std::vector<Password>& passwords) {
  Progress progress(passwords.size());
  std::atomic<std::size_t> next = 0;
  auto const work = [&] {
    for (auto i = next++; i < passwords.size(); i = next++) {
      hash(passwords[i]);
      progress.one_more();
    }
  };
  std::vector<std::thread> helpers;
  for (auto i = std::min<std::size_t>(std::thread::hardware_concurrency(), passwords.size()); i > 1; --i)
    helpers.emplace_back(work);
  work();
  for (auto& helper : helpers) helper.join();
}

}  // namespace

Result<std::map<std::string, std::string>> new_hashes(entities::Draft const& draft, io::store::Database& store) {
  std::vector<Password> passwords;
  for (auto const& [id, text] : draft.passwords) {
    auto const& login = draft.directory.users.at(id).login;
    auto stored = store.password_hash(login);
    if (!stored) return tl::make_unexpected(stored.error());
    passwords.push_back({login, text, std::move(*stored)});
  }
  hash_all(passwords);
  std::map<std::string, std::string> hashes;
  for (auto& password : passwords) {
    if (!password.fresh) return tl::make_unexpected(password.fresh.error());
    if (!password.fresh->empty()) hashes.emplace(password.login, std::move(*password.fresh));
  }
  return hashes;
}

}  // namespace crosspoint::app
