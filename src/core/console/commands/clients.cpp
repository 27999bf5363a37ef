// clients: who is connected.
//   clients               17 alice 192.0.2.5 encrypted
#include <algorithm>

#include "core/console/command.h"

namespace crosspoint::core::console {
namespace {

/// A name that has not been checked yet is not shown: anybody can write anything there.
std::string line_of(session::Session const& session) {
  bool const known = session.step == session::Session::Step::logged_in;
  return std::to_string(session.id.value) + " " + (known ? session.login : "(not logged in)") + " " + session.address +
         (session.tls == session::Session::Tls::on ? " encrypted" : " in clear") + "\n";
}

Result<std::string> run(Office const& office, Request const&) {
  std::vector<session::Session const*> sessions;
  for (auto const& [id, session] : office.sessions.all()) sessions.push_back(&session);
  std::ranges::sort(sessions, {}, [](auto const* session) { return session->id; });
  std::string text;
  for (auto const* const session : sessions) text += line_of(*session);
  return text;
}

}  // namespace

constinit Command const clients_command{"clients", "", "who is connected: number, login, address", 0, 0, run};

}  // namespace crosspoint::core::console
