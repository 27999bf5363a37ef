#include "app/server.h"

#include <pthread.h>
#include <spdlog/spdlog.h>

#include <thread>

#include "app/clock.h"
#include "app/logging.h"
#include "app/mailbox.h"
#include "app/monitoring.h"
#include "app/server_settings.h"
#include "app/site.h"
#include "core/core.h"
#include "io/agi/listener.h"
#include "io/ami/connector.h"
#include "io/auth/authenticator.h"
#include "io/console/doors.h"
#include "io/fax/converter.h"
#include "io/http/server.h"
#include "io/net/network.h"
#include "io/sources/sources.h"
#include "io/store/keeper.h"
#include "io/webhook/webhook.h"

namespace crosspoint::app {
namespace {

constexpr Duration first_configuration{30'000'000};
constexpr Duration flush_grace{1'000'000};
constexpr Duration pulse{1'000'000};  ///< so often the core has a turn when there is nothing to do
constexpr Duration unnoticed{1'000};  ///< the clock on the wall may drift so far before the core hears of it

/// The effects of one turn of the core, by who carries them out.
struct Outgoing {
  std::vector<flow::Effect> clients, exchange, store, visitors, sources, forms, faxes;
  std::vector<flow::AgiAnswer> dialplan;
  std::vector<flow::HttpAnswer> http;
  std::vector<flow::CheckPassword> passwords;
  std::vector<io::auth::Authenticator::SignInOrder> sign_ins;

  void sort_in(flow::Effect&& effect) {
    if (auto const* const log = std::get_if<Log>(&effect)) return write(*log);
    if (auto* const answer = std::get_if<flow::AgiAnswer>(&effect)) return dialplan.push_back(std::move(*answer));
    if (auto* const answer = std::get_if<flow::HttpAnswer>(&effect)) return http.push_back(std::move(*answer));
    if (auto* const check = std::get_if<flow::CheckPassword>(&effect)) return passwords.push_back(std::move(*check));
    if (auto* const give = std::get_if<flow::GiveSignIn>(&effect)) return sign_ins.emplace_back(*give), void();
    if (auto* const take = std::get_if<flow::TakeSignIn>(&effect)) return sign_ins.emplace_back(std::move(*take)), void();
    if (auto* const end = std::get_if<flow::EndSignIns>(&effect)) return sign_ins.emplace_back(std::move(*end)), void();
    if (std::holds_alternative<flow::SourceFailed>(effect)) return;  // was for monitoring only
    auto const is = [&]<class... Kind>(std::variant<Kind...> const*) { return (std::holds_alternative<Kind>(effect) || ...); };
    using ForExchange = std::variant<flow::AmiConnect, flow::AmiSend, flow::AmiClose>;
    using ForStore = std::variant<flow::Store, flow::ReadCalls, flow::LookAtStore>;
    using ForVisitors = std::variant<flow::AnswerVisitor, flow::TellVisitor, flow::DismissVisitor>;
    using ForFaxes = std::variant<flow::ConvertFax, flow::DiscardFax>;
    auto& out = is(static_cast<ForExchange*>(nullptr))            ? exchange
                : is(static_cast<ForStore*>(nullptr))             ? store
                : is(static_cast<ForVisitors*>(nullptr))          ? visitors
                : is(static_cast<ForFaxes*>(nullptr))             ? faxes
                : std::holds_alternative<flow::AskSource>(effect) ? sources
                : std::holds_alternative<flow::SendForm>(effect)  ? forms
                                                                  : clients;
    out.push_back(std::move(effect));
  }
};

}  // namespace

struct Server::Parts {
  explicit Parts(Config const& config) : certificate(config.cti.certificate), key(config.cti.key), core(core_settings(config)) {}

  std::string const certificate, key;  ///< files; empty: no TLS

  Mailbox mailbox;
  core::Core core;
  Monitoring monitoring;
  std::unique_ptr<io::auth::Authenticator> authenticator;
  std::unique_ptr<io::store::Keeper> keeper;
  std::unique_ptr<io::ami::Connector> connector;
  std::unique_ptr<io::agi::Listener> listener;
  std::unique_ptr<io::net::Network> network;
  std::unique_ptr<io::http::Server> http;
  std::unique_ptr<io::console::Doors> doors;
  std::unique_ptr<io::sources::Sources> sources;
  std::unique_ptr<io::webhook::Webhook> webhook;
  std::unique_ptr<io::fax::Converter> converter;
  std::thread core_thread;
  Clock clock;
  WallClock wall_clock;  ///< as the core knows it

  io::Deliver deliver() {
    return [this](io::Inputs inputs) { mailbox.push(std::move(inputs)); };
  }

  /// One turn: all inputs there are, then everything they want done, each part woken once.
  void turn(Delivery delivery) {
    auto const reading = clock.read();
    auto const now = reading.now;
    Outgoing out;
    std::vector<SessionId> dealt_with;
    auto const step = [&](flow::Input input) {
      monitoring.saw(input);
      for (auto& effect : core.step(std::move(input), now)) {
        monitoring.saw(effect);
        out.sort_in(std::move(effect));
      }
      monitoring.saw_core_step();
    };
    if (std::chrono::abs(reading.shown - wall_clock.at(now)) > unnoticed) {
      wall_clock.set(now, reading.shown);
      step(flow::WallClockSet{reading.shown});
    }
    bool from_exchange = false;
    for (auto& input : delivery.inputs) {
      if (auto const* const line = std::get_if<flow::ClientLine>(&input)) dealt_with.push_back(line->session);
      from_exchange = from_exchange || std::holds_alternative<flow::AmiBytes>(input);
      step(std::move(input));
    }
    if (core.deadline() <= now) step(flow::Tick{});
    if (!out.dialplan.empty()) listener->carry_out(std::move(out.dialplan));
    if (http && !out.http.empty()) http->carry_out(std::move(out.http));
    if (!out.exchange.empty()) connector->carry_out(std::move(out.exchange));
    if (!out.passwords.empty()) authenticator->carry_out(std::move(out.passwords), *keeper);
    if (!out.sign_ins.empty()) authenticator->carry_out(out.sign_ins, *keeper);
    if (!out.store.empty()) keeper->carry_out(std::move(out.store));
    if (doors && !out.visitors.empty()) doors->carry_out(std::move(out.visitors));
    if (webhook && !out.forms.empty()) webhook->carry_out(std::move(out.forms));
    if (converter && !out.faxes.empty()) converter->carry_out(std::move(out.faxes));
    if (sources && !out.sources.empty()) sources->carry_out(std::move(out.sources));
    if (network && (!out.clients.empty() || !dealt_with.empty()))
      network->carry_out(std::move(out.clients), std::move(dealt_with));
    monitoring.saw_core_step();
    monitoring.saw_end_of_turn(core.vitals());
    if (from_exchange) monitoring.saw_lag(Mailbox::Clock::now() - delivery.since);
  }

  void run() {
    try {
      while (!mailbox.closed()) turn(mailbox.take(std::clamp(core.deadline() - clock.now(), Duration{}, pulse)));
    } catch (std::exception const& fault) {
      spdlog::critical("the core has met a state that cannot be, and the server ends: {}", fault.what());
      std::abort();
    }
  }

  Result<> open_store(Config const& config) {
    auto const file = io::store::file_of(config.store.uri);
    if (!file) return tl::make_unexpected(file.error());
    io::auth::Checker::Options options;  // as many may wait as may be connected
    options.bound = config.limits.sessions;
    options.bound_for_address = config.limits.anonymous_per_address;
    auto login_key = io::auth::LoginKey::open(file->string() + ".login-key");
    authenticator = std::make_unique<io::auth::Authenticator>(std::move(options), login_key, deliver());
    auto opened = io::store::Keeper::open(config.store.uri, deliver(), retention(config), authenticator->store_hooks());
    if (!opened) return tl::make_unexpected(opened.error());
    keeper = std::move(*opened);
    return {};
  }

  Result<> listen_for_http(Config const& config) {
    if (!config.http.enabled) return {};
    auto const tls = tls_of_browsers();
    if (!tls) return tl::make_unexpected(tls.error());
    auto server = io::http::Server::open({config.http.address, config.http.port},
                                         site(config.http, monitoring, authenticator->tokens(), *network, deliver()), *tls);
    if (!server) return fail(server.error().code, "HTTP: " + server.error().detail);
    http = std::move(*server);
    spdlog::info("listening for HTTP on {}:{}", config.http.address, http->port());
    if (!certificate.empty()) spdlog::info("listening for HTTPS on {}:{}", config.http.address, http->port());
    return {};
  }

  [[nodiscard]] Result<> reload_certificate() const {
    auto const tls = tls_of_browsers();
    if (!tls) return tl::make_unexpected(tls.error());
    if (auto done = network->reload_certificate(); !done) return done;
    if (http && *tls) http->use(**tls);
    return {};
  }

  /// Reads the certificate, if there is one. Browsers need nothing old.
  [[nodiscard]] Result<std::optional<io::net::Tls>> tls_of_browsers() const {
    if (certificate.empty()) return std::nullopt;
    return io::net::Tls::load(certificate, key, io::net::TlsVersions::current);
  }

  /// Waits for what is configured: without it no client could log in.
  bool read_configuration() {
    auto const limit = clock.now() + first_configuration;
    while (clock.now() < limit) {
      auto delivery = mailbox.take(pulse);
      bool const configured =
          std::ranges::any_of(delivery.inputs, [](auto const& input) { return std::holds_alternative<flow::Configured>(input); });
      turn(std::move(delivery));
      if (configured) return true;
    }
    return false;
  }
};

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() { stop(); }

Result<std::unique_ptr<Server>> Server::start(Config const& config) {
  std::unique_ptr<Server> server(new Server(std::make_unique<Parts>(config)));
  auto& parts = *server->parts_;
  if (auto const& forms = config.forms; !forms.webhook.empty())
    parts.webhook =
        std::make_unique<io::webhook::Webhook>(io::webhook::Settings{forms.webhook, forms.authorization}, parts.deliver());
  parts.converter = std::make_unique<io::fax::Converter>(fax_settings(config.fax), parts.deliver());
  if (auto opened = parts.open_store(config); !opened) return tl::make_unexpected(opened.error());
  server->reload_sheets(config);
  parts.connector = std::make_unique<io::ami::Connector>(config.exchange.host, config.exchange.port, parts.deliver());
  if (!parts.read_configuration())
    return fail(Errc::unavailable, "the store did not give the configured entities: see the lines above");
  auto listener = io::agi::Listener::open(config.agi.address, config.agi.port, parts.deliver());
  if (!listener) return tl::make_unexpected(listener.error());
  parts.listener = std::move(*listener);
  parts.sources = std::make_unique<io::sources::Sources>(
      config.sources, parts.deliver(), [&parts](std::string const& source) { parts.monitoring.source_failed(source); });
  auto network = io::net::Network::open(network_settings(config), parts.deliver());
  if (!network) return tl::make_unexpected(network.error());
  parts.network = std::move(*network);
  if (auto listens = parts.listen_for_http(config); !listens) return tl::make_unexpected(listens.error());
  auto doors = io::console::Doors::open(door_settings(config), parts.deliver());
  if (!doors) return tl::make_unexpected(doors.error());
  parts.doors = std::move(*doors);
  parts.core_thread = std::thread([&parts] { parts.run(); });
  ::pthread_setname_np(parts.core_thread.native_handle(), "core");
  spdlog::info("listening for the dialplan (FastAGI) on {}:{}", config.agi.address, parts.listener->port());
  spdlog::info("listening for CTI clients on {}:{}", config.cti.address, parts.network->port());
  if (parts.network->tls_port() != 0)
    spdlog::info("listening for CTI clients over TLS on {}:{}", config.cti.address, parts.network->tls_port());
  if (auto const place = parts.doors->notices())
    spdlog::info("listening for change notices on {}:{}", place->address, place->port);
  if (auto const place = parts.doors->console()) spdlog::info("info console on {}:{}", place->address, place->port);
  parts.monitoring.serves(true);
  return server;
}

void Server::reload_certificate() {
  if (auto const done = parts_->reload_certificate(); !done)
    spdlog::error("the certificate in use stays: {}", done.error().detail);
  else spdlog::info("the certificate was read again");
}

void Server::reload_sheets(Config const& config) { parts_->mailbox.push({flow::SheetsConfigured{config.sheets}}); }

void Server::stop() {
  if (!parts_) return;
  parts_->monitoring.serves(false);
  parts_->mailbox.close();
  if (parts_->core_thread.joinable()) parts_->core_thread.join();
  if (parts_->doors) parts_->doors->stop();
  if (parts_->listener) parts_->listener->stop();
  if (parts_->http) parts_->http->stop();
  if (parts_->network) parts_->network->stop(flush_grace);
  if (parts_->sources) parts_->sources->stop();
  if (parts_->webhook) parts_->webhook->stop();
  if (parts_->converter) parts_->converter->stop();
  if (parts_->connector) parts_->connector->stop();
  if (parts_->authenticator) parts_->authenticator->stop();
  if (parts_->keeper) parts_->keeper->stop();
  parts_.reset();
}

}  // namespace crosspoint::app
