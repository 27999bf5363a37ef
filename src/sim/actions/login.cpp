#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "sim/actions.h"
#include "wire/ami/md5.h"

namespace crosspoint::sim::actions {
namespace {

std::optional<std::uint8_t> read_mask(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (equal_ignoring_case(text, "on") || equal_ignoring_case(text, "yes")) return all_events;
  if (equal_ignoring_case(text, "off") || equal_ignoring_case(text, "no")) return std::uint8_t{0};
  static constexpr std::array<std::pair<std::string_view, std::uint8_t>, 5> classes{
      {{"system", 1}, {"call", 2}, {"agent", 4}, {"user", 8}, {"all", all_events}}};
  std::uint8_t mask = 0;
  while (!text.empty()) {
    auto const end = std::min(text.find(','), text.size());
    for (auto const& [name, bits] : classes)
      if (text.substr(0, end) == name) mask = static_cast<std::uint8_t>(mask | bits);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return mask;
}

bool proves_secret(Account const& account, Request& request) {
  if (request.get("Username") != account.username || account.secret.empty()) return false;
  if (!equal_ignoring_case(request.get("AuthType"), "MD5")) return request.get("Secret") == account.secret;
  auto const challenge = std::exchange(request.session().challenge, {});
  return !challenge.empty() && request.get("Key") == wire::ami::md5_hex(challenge + account.secret);
}

}  // namespace

void login(Exchange& exchange, Request& request) {
  auto& session = request.session();
  if (!proves_secret(exchange.account, request)) {
    request.error("Authentication failed");
    // As the real one: the link ends about a second later.
    session.close_at = exchange.lines.now() + std::chrono::seconds(1);
    return;
  }
  session.logged_in = true;
  session.close_at.reset();
  session.mask = read_mask(request.get("Events")).value_or(all_events);
  request.success("Authentication accepted");
  if ((session.mask & static_cast<std::uint8_t>(EventClass::system)) == 0) return;
  auto const uptime = std::chrono::floor<std::chrono::seconds>(exchange.lines.now() - exchange.lines.started()).count();
  Lines(session.out)
      .add("Event", "FullyBooted")
      .add("Privilege", "system,all")
      .add("Uptime", uptime)
      .add("LastReload", uptime)
      .add("Status", "Fully Booted")
      .end();
}

void challenge(Exchange& exchange, Request& request) {
  if (!equal_ignoring_case(request.get("AuthType"), "MD5")) return request.error("Must specify AuthType");
  auto& session = request.session();
  session.challenge = std::to_string(exchange.draw() % 1'000'000'000);
  request.respond("Success").add("Challenge", session.challenge).end();
}

void events(Exchange&, Request& request) {
  auto const mask = read_mask(request.get("EventMask"));
  if (!mask) return request.error("Invalid event mask");
  request.session().mask = *mask;
  request.respond("Success").add("Events", *mask == 0 ? "Off" : "On").end();
}

void ping(Exchange& exchange, Request& request) {
  auto const micros = exchange.lines.now().time_since_epoch().count();
  auto fraction = std::to_string(micros % 1'000'000);
  fraction.insert(0, 6 - fraction.size(), '0');
  request.respond("Success").add("Ping", "Pong").add("Timestamp", std::to_string(micros / 1'000'000) + "." + fraction).end();
}

void logoff(Exchange&, Request& request) {
  request.respond("Goodbye").add("Message", "Thanks for all the fish.").end();
  request.session().closing = true;
}

}  // namespace crosspoint::sim::actions
