#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "load/child.h"
#include "load/exchange/exchange.h"
#include "load/options.h"
#include "load/process.h"

namespace crosspoint::load {

/// A server under load with its exchange: a store, a configuration and a log in a directory of their own, gone with this object.
class Site {
 public:
  /// Starts all of it; returns when the server listens. Errors: unavailable, with the server's log.
  static Result<std::unique_ptr<Site>> open(Loop& loop, Options const& options, House const& house);
  /// Until the server has read the lists of the exchange. Errors: unavailable, with the server's log.
  Result<> wait_until_live();
  /// Kills the server and starts it again on the same store; returns when it listens, at other doors. Errors: as open().
  Result<> kill_and_start();
  Site(Site const&) = delete;
  Site& operator=(Site const&) = delete;
  ~Site();

  Exchange& exchange() { return *exchange_; }
  [[nodiscard]] House const& house() const { return exchange_->board.house; }
  /// Where clients with this transport connect.
  [[nodiscard]] Door door(Transport transport) const;
  [[nodiscard]] pid_t server() const { return server_->id(); }

  /// A figure of the server's metrics, by its whole name; zero when it is not there.
  [[nodiscard]] double metric(std::string_view name) const;

  /// All metrics whose name begins like this, a line each.
  [[nodiscard]] std::string metrics(std::string_view prefix) const;

  /// When the server was started.
  [[nodiscard]] Moment started() const { return started_; }

 private:
  explicit Site(Loop& loop) : loop_(loop) {}

  Result<> prepare(Options const& options, House const& house);
  Result<> start();
  Result<> wait_for(std::string const& what, std::function<bool()> const& done);
  [[nodiscard]] std::uint16_t announced_port(std::string_view what) const;
  [[nodiscard]] std::string log() const;

  Loop& loop_;
  std::filesystem::path directory_;
  std::unique_ptr<Exchange> exchange_;
  std::unique_ptr<Child> server_;
  std::uintmax_t log_begin_ = 0;  ///< of this server's part of the file
  Door plain_, tls_, http_;
  Moment started_{};
};

}  // namespace crosspoint::load
