#include "sim/actions.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace crosspoint::sim {
namespace {

struct Entry {
  std::string_view name;
  void (*function)(Exchange&, Request&);
  std::string_view privilege, summary;
};

constexpr Entry table[] = {
#define ACTION(name, function, privilege, summary) {#name, &actions::function, privilege, summary},
#include "sim/actions.list"
#undef ACTION
};

/// What may be sent before a login.
constexpr std::array<std::string_view, 3> open_to_all{"Login", "Challenge", "Logoff"};

bool too_long(wire::ami::Message::Header const& header) {
  return header.first.size() + 2 + header.second.size() + 2 > Session::line_limit;
}

}  // namespace

void act(Exchange& exchange, Session& session, wire::ami::Message const& message) {
  Request request(session, message);
  auto const& headers = message.headers();
  if (headers.size() > Session::header_limit)
    return request.error("Failed to parse message: too many lines or allocation failure");
  if (std::ranges::any_of(headers, too_long)) return request.error("Failed to parse message: line too long");
  auto const name = request.get("Action");
  if (name.empty()) return request.error("Missing action in request");
  auto const is = [&](std::string_view other) { return equal_ignoring_case(name, other); };
  if (!session.logged_in && std::ranges::none_of(open_to_all, is)) return request.error("Permission denied");
  auto const* const found = std::ranges::find_if(table, is, &Entry::name);
  if (found != std::end(table)) return found->function(exchange, request);
  request.error("Invalid/unknown command: " + std::string(name) + ". Use Action: ListCommands to show available commands.");
}

void actions::list_commands(Exchange&, Request& request) {
  auto lines = request.respond("Success");
  for (auto const& entry : table)
    lines.add(entry.name, std::string(entry.summary) + "  (Priv: " + std::string(entry.privilege) + ")");
  lines.end();
}

}  // namespace crosspoint::sim
