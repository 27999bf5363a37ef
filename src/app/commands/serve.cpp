#include "app/commands/serve.h"

#include <malloc.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <systemd/sd-daemon.h>

#include <algorithm>
#include <csignal>
#include <iostream>
#include <thread>

#include "app/config.h"
#include "app/logging.h"
#include "app/server.h"

namespace crosspoint::app {
namespace {

#ifdef CROSSPOINT_PACKAGED
constexpr bool is_packaged = true;
#else
constexpr bool is_packaged = false;
#endif

/// Signals come to the main thread when it asks for them, and to no other. Made before any thread.
class Signals {
 public:
  Signals() {
    sigemptyset(&wanted_);
    for (int const signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&wanted_, signal);
    pthread_sigmask(SIG_BLOCK, &wanted_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }

  [[nodiscard]] int next() const {
    int signal = 0;
    while (sigwait(&wanted_, &signal) != 0) {}
    return signal;
  }

 private:
  sigset_t wanted_{};
};

/// A client is a file descriptor: as many as the system allows.
void raise_descriptor_limit(Config const& config) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  constexpr rlim_t beside_clients = 200;
  if (limit.rlim_cur < config.limits.sessions + beside_clients)
    spdlog::warn("the system allows {} open files, too few for {} sessions: raise LimitNOFILE or lower limits.sessions",
                 limit.rlim_cur, config.limits.sessions);
}

/// As many heaps as threads can run at a time. One for each thread, the allocator's own choice, scatters what is handed from
/// thread to thread.
void limit_heaps() { ::mallopt(M_ARENA_MAX, static_cast<int>(std::max(2U, std::thread::hardware_concurrency()))); }

std::optional<Config> load(std::optional<std::filesystem::path> const& file) {
  auto loaded = load_config(file, process_environment());
  for (auto const& error : loaded.errors) spdlog::error("{}", error);
  for (auto const& warning : loaded.warnings) spdlog::warn("{}", warning);
  if (!loaded.errors.empty()) return std::nullopt;
  return std::move(loaded.config);
}

void reload(Server& server, std::optional<std::filesystem::path> const& file) {
  sd_notify(0, "RELOADING=1");
  if (auto const config = load(file)) {
    set_log_level(*log_level(config->log.level));
    server.reload_sheets(*config);
  }
  server.reload_certificate();
  sd_notify(0, "READY=1");
}

}  // namespace

int run_serve(std::optional<std::filesystem::path> const& config_file, bool demo) {
  limit_heaps();
  Signals const signals;
  start_logging(LogFormat::text, LogLevel::info);
  if (demo && is_packaged) {
    spdlog::error("--demo lets everybody sign in, and this program was built for a package: it has no demo");
    return 1;
  }
  auto config = load(config_file);
  if (!config) {
    spdlog::error("the configuration cannot be used: see the lines above");
    return 1;
  }
  config->http.demo = demo;
  start_logging(*log_format(config->log.format), *log_level(config->log.level));
  raise_descriptor_limit(*config);

  auto server = Server::start(*config);
  if (!server) {
    spdlog::error("{}", server.error().detail);
    return 1;
  }
  sd_notify(0, "READY=1");
  for (int signal = signals.next(); signal != SIGTERM && signal != SIGINT; signal = signals.next()) reload(**server, config_file);
  spdlog::info("stopping");
  sd_notify(0, "STOPPING=1");
  (*server)->stop();
  spdlog::info("stopped");
  return 0;
}

}  // namespace crosspoint::app
