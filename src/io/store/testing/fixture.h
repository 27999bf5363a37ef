#pragma once

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <stdlib.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

#include "directory/directory.h"
#include "io/auth/password.h"
#include "io/inbox.h"
#include "io/store/database.h"

namespace crosspoint::io::store {

/// For tests: what a piece of io/ has delivered, taken one by one.
class CollectedInputs {
 public:
  Deliver deliver() {
    return [this](Inputs inputs) {
      std::lock_guard const lock(mutex_);
      for (auto& input : inputs) inputs_.push_back(std::move(input));
      arrived_.notify_all();
    };
  }

  /// The oldest input of this kind, those before it dropped. Waits as long as a slow machine may need; throws if none comes.
  template <class Kind>
  Kind next() {
    std::unique_lock lock(mutex_);
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (true) {
      if (!arrived_.wait_until(lock, deadline, [this] { return !inputs_.empty(); }))
        throw std::runtime_error("nothing delivered");
      auto input = std::move(inputs_.front());
      inputs_.pop_front();
      if (auto* const wanted = std::get_if<Kind>(&input)) return std::move(*wanted);
    }
  }

  bool empty() {
    std::lock_guard const lock(mutex_);
    return inputs_.empty();
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<flow::Input> inputs_;
};

/// For tests: a store of its own in a directory of its own.
struct StoreFixture : testing::Test {
  StoreFixture() {
    std::string name = (std::filesystem::temp_directory_path() / "crosspoint-store-XXXXXX").string();
    directory = ::mkdtemp(name.data());
  }
  ~StoreFixture() override { std::filesystem::remove_all(directory); }

  [[nodiscard]] std::filesystem::path file() const { return directory / "test.db"; }
  [[nodiscard]] std::string uri() const { return "sqlite://" + file().string(); }
  [[nodiscard]] Database open() const { return Database::open(uri()).value(); }

  /// As another process would do.
  void fill(directory::Directory const& wanted) const {
    EXPECT_TRUE(open().update([&](auto const&) { return Update{wanted, {}}; }));
  }
  void set_password(std::string const& login, std::string const& password) const {
    auto const hash = auth::hash_password(password).value();
    EXPECT_TRUE(open().update([&](auto const& before) { return Update{before, {{login, hash}}}; }));
  }
  [[nodiscard]] directory::Directory stored_directory() const { return open().load().value(); }

  /// Makes saving services and reading passwords fail for whoever has the store open.
  void spoil() const {
    soci::session sql(soci::sqlite3, "dbname=" + file().string());
    sql << "PRAGMA busy_timeout = 10000";
    sql << "DROP TABLE user_services";
    sql << "DROP TABLE credentials";
  }

  static directory::Directory two_users() {
    directory::Directory two;
    two.xivo_uuid = "00000000-0000-4000-8000-000000000001";
    for (auto const& [id, login] : {std::pair{1, "alice"}, std::pair{2, "bob"}}) {
      auto& user = two.users[UserId{id}];
      user.id = UserId{id};
      user.uuid = "00000000-0000-4000-8000-00000000001" + std::to_string(id);
      user.login = login;
    }
    return two;
  }

  std::filesystem::path directory;
};

}  // namespace crosspoint::io::store
