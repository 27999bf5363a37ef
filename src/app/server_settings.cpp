#include "app/server_settings.h"

#include <random>
#include <thread>

#include "io/store/local_time.h"

namespace crosspoint::app {
namespace {

std::uint64_t random_seed() {
  std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32) | device();
}

}  // namespace

core::Settings core_settings(Config const& config) {
  core::Settings settings;
  settings.run = random_seed();
  settings.version = CROSSPOINT_VERSION;
  settings.exchange.username = config.exchange.username;
  settings.exchange.secret = config.exchange.secret;
  settings.exchange.compare_every = config.exchange.compare_every;
  settings.exchange.seed = random_seed();
  settings.sessions = {.offer_starttls = config.cti.starttls && !config.cti.certificate.empty(),
                       .accept_2_3 = config.cti.protocol_2_3,
                       .context_separation = config.cti.context_separation,
                       .login_timeout = config.cti.login_timeout,
                       .logins_per_address = config.limits.logins_per_address,
                       .logins_per_user = config.limits.logins_per_user,
                       .seed = random_seed()};
  settings.history = {.keep = config.history.keep != 0, .offline_is_missed = config.history.offline_is_missed};
  settings.keep_chat = config.chat.keep != 0;
  settings.people.seed = random_seed();
  settings.transfer_ring_time = std::chrono::ceil<std::chrono::seconds>(config.exchange.transfer_ring_time);
  settings.routing = {std::chrono::ceil<std::chrono::seconds>(config.agi.ring_time), config.agi.recordings};
  settings.incoming = {{config.incoming.contexts.begin(), config.incoming.contexts.end()}, config.incoming.numbers};
  settings.sheets.local_time = io::store::local_time;
  settings.has_webhook = !config.forms.webhook.empty();
  settings.fax.largest = config.fax.largest;
  settings.voicemail_codes = {config.exchange.voicemail_consult, config.exchange.voicemail_direct};
  using Form = core::AgentLogins::MemberForm;
  settings.member_form = config.exchange.agent_members == "callback" ? Form::callback : Form::direct;
  settings.feature_codes = config.feature_codes;
  settings.people.patience = config.people.patience;
  for (auto const& [name, source] : config.sources) {
    using Kind = core::ContactSource::Kind;
    bool const is_file = std::holds_alternative<io::sources::CsvSettings>(source);
    settings.people.sources.push_back({name, is_file ? Kind::loaded : Kind::asked});
  }
  return settings;
}

io::net::Settings network_settings(Config const& config) {
  auto const& limits = config.limits;
  auto const threads = config.threads != 0 ? config.threads : std::max<std::size_t>(1, std::thread::hardware_concurrency());
  return {.address = config.cti.address,
          .port = config.cti.port,
          .tls_port = config.cti.tls_port,
          .certificate = config.cti.certificate,
          .key = config.cti.key,
          .tls_1_0 = config.cti.tls_1_0,
          .limits = {limits.login_line, limits.line, limits.outbox, limits.sessions, limits.anonymous_per_address},
          .threads = threads,
          .ping_every = std::chrono::ceil<std::chrono::milliseconds>(config.http.ping_every)};
}

io::store::Retention retention(Config const& config) {
  return {.chat = std::chrono::days(config.chat.keep), .calls = std::chrono::days(config.history.keep)};
}

io::console::Settings door_settings(Config const& config) {
  auto const place = [](auto const& door) {
    return door.enabled ? std::optional(io::console::Place{door.address, door.port}) : std::nullopt;
  };
  return {place(config.notices), place(config.console)};
}

io::fax::Settings fax_settings(Config::Fax const& config) {
  return {.spool = config.spool,
          .ghostscript = config.ghostscript,
          .pages = config.pages,
          .bounds = {.time = std::chrono::ceil<std::chrono::milliseconds>(config.timeout), .memory = config.memory}};
}

}  // namespace crosspoint::app
