#pragma once

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
  /// Starts all of it; returns when the server knows the exchange. Errors: unavailable, with the end of the server's log.
  static Result<std::unique_ptr<Site>> open(Loop& loop, Options const& options, House const& house);
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

  /// From the start of the process until it listened.
  [[nodiscard]] Span start_time() const { return start_time_; }

 private:
  explicit Site(Loop& loop) : loop_(loop) {}

  Result<> prepare(Options const& options, House const& house);
  Result<> start();
  [[nodiscard]] std::uint16_t announced_port(std::string_view what) const;
  [[nodiscard]] std::string log() const;

  Loop& loop_;
  std::filesystem::path directory_;
  std::unique_ptr<Exchange> exchange_;
  std::unique_ptr<Child> server_;
  Door plain_, tls_, http_;
  Span start_time_{};
};

}  // namespace crosspoint::load
