#include "load/site.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "load/tls.h"

namespace crosspoint::load {
namespace {

constexpr auto patience = std::chrono::seconds(60);

/// All ports are free ones. STARTTLS is not offered: clients in clear would have to decline it first.
std::string configuration(std::filesystem::path const& directory, Door exchange) {
  std::ostringstream out;
  out << "store: {uri: \"sqlite://" << (directory / "store.db").string() << "\"}\n"
      << "exchange: {host: 127.0.0.1, port: " << exchange.port << ", username: load, secret: load}\n"
      << "agi: {port: 0}\n"
      << "cti: {address: 127.0.0.1, port: 0, tls_port: 0, starttls: false, certificate: \""
      << (directory / "certificate.pem").string() << "\", key: \"" << (directory / "key.pem").string() << "\"}\n"
      << "notices: {port: 0}\nconsole: {port: 0}\nhttp: {port: 0}\n"
      << "fax: {spool: \"" << (directory / "fax").string() << "\"}\n";
  return out.str();
}

}  // namespace

Result<std::unique_ptr<Site>> Site::open(Loop& loop, Options const& options, House const& house) {
  std::unique_ptr<Site> site(new Site(loop));
  if (auto ready = site->prepare(options, house); !ready) return tl::make_unexpected(ready.error());
  if (auto started = site->start(); !started) return tl::make_unexpected(started.error());
  return site;
}

Site::~Site() {
  server_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

Result<> Site::prepare(Options const& options, House const& house) {
  std::string pattern = std::filesystem::temp_directory_path() / "crosspoint-bench-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) return fail(Errc::unavailable, "cannot make " + pattern);
  directory_ = pattern;
  auto listening = listen_anywhere();
  if (!listening) return tl::make_unexpected(listening.error());
  exchange_ = std::make_unique<Exchange>(loop_, house, std::move(*listening));
  write_certificate(directory_ / "certificate.pem", directory_ / "key.pem");
  std::ofstream(directory_ / "config.yml") << configuration(directory_, exchange_->door());
  std::filesystem::permissions(directory_ / "config.yml", std::filesystem::perms::owner_read);
  return options.make_store(house, directory_ / "store.db");
}

/// Serves the exchange until `done`, which is asked every other millisecond.
Result<> Site::wait_for(std::string const& what, std::function<bool()> const& done) {
  auto const limit = Clock::now() + patience;
  while (!done()) {
    if (loop_.is_stopped()) return fail(Errc::unavailable, "interrupted");
    if (!server_->is_running() || Clock::now() > limit)
      return fail(Errc::unavailable, "the server does not " + what + ":\n" + log());
    loop_.run_until(Clock::now() + std::chrono::milliseconds(2));
  }
  return {};
}

Result<> Site::start() {
  started_ = Clock::now();
  server_ = std::make_unique<Child>(std::vector<std::string>{"--config", directory_ / "config.yml", "serve"}, directory_ / "log");
  return wait_for("listen", [this] {
    http_.port = announced_port("HTTP on ");
    plain_.port = announced_port("CTI clients on ");
    tls_.port = announced_port("CTI clients over TLS on ");
    return http_.port != 0 && plain_.port != 0 && tls_.port != 0;
  });
}

Result<> Site::kill_and_start() {
  server_->kill();
  log_begin_ = std::filesystem::file_size(directory_ / "log");
  return start();
}

Result<> Site::wait_until_live() {
  return wait_for("get to know the exchange",
                  [this] { return http_get(http_, "/health").find(R"("exchange":"live")") != std::string::npos; });
}

Door Site::door(Transport transport) const {
  switch (transport) {
    case Transport::plain: return plain_;
    case Transport::tls: return tls_;
    case Transport::ws:
    case Transport::wss: return http_;
  }
  return plain_;
}

std::string Site::log() const {
  std::ifstream file(directory_ / "log");
  file.seekg(static_cast<std::streamoff>(log_begin_));
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::uint16_t Site::announced_port(std::string_view what) const {
  auto const text = log();
  auto const at = text.find("listening for " + std::string(what));
  auto const end = text.find('\n', at);
  if (at == std::string::npos || end == std::string::npos) return 0;
  auto const line = std::string_view(text).substr(at, end - at);
  return static_cast<std::uint16_t>(to_integer(line.substr(line.rfind(':') + 1)).value_or(0));
}

std::string Site::metrics(std::string_view prefix) const {
  std::istringstream all(http_get(http_, "/metrics"));
  std::string found;
  for (std::string line; std::getline(all, line);)
    if (line.starts_with(prefix)) found += line + "\n";
  return found;
}

double Site::metric(std::string_view name) const {
  auto const text = http_get(http_, "/metrics");
  auto const at = text.find("\n" + std::string(name) + " ");
  return at == std::string::npos ? 0 : std::strtod(text.c_str() + at + name.size() + 2, nullptr);
}

}  // namespace crosspoint::load
