#include "domain/listening.h"

#include <string>
#include <utility>

#include "domain/agent_logins.h"
#include "domain/events.h"
#include "pbx/exchange.h"
#include "wire/asterisk/text.h"

namespace crosspoint::domain {
namespace {

constexpr auto* ring_time_ms = "30000";

/// The phone at which the user works: as an agent where it is logged on, else the main line.
std::string phone_of(directory::User const& user, directory::Directory const& directory, AgentLogins const& logins) {
  auto const* const login = user.agent ? logins.login(*user.agent) : nullptr;
  if (login) return login->device;
  auto const* const line = directory.main_line(user);
  return line ? line->device() : std::string{};
}

}  // namespace

void Listening::start(Asker const& asker, AgentId agent, Time now) {
  auto const* const user = directory_.user(asker.user);
  auto const* const login = logins_.login(agent);
  auto const phone = user ? phone_of(*user, directory_, logins_) : std::string{};
  if (!login || phone.empty()) return;
  auto const token = exchange_.act({"Originate",
                                    {{"Channel", phone},
                                     {"Application", "ChanSpy"},
                                     // What begins with it: without the hyphen 100 would also be 1001. Only calls that are
                                     // answered, the keys 4, 5 and 6, no announcement.
                                     {"Data", wire::asterisk::argument(login->device) + "-,bdqs"},
                                     {"CallerID", wire::asterisk::caller_id("Listen", login->extension)},
                                     {"Timeout", ring_time_ms},
                                     {"Async", "true"}}},
                                   now);
  if (token) asked_.emplace(*token, asker);
  else events_.emplace_back(CallRefused{asker, "service_unavailable"});
}

void Listening::answered(pbx::Answered const& answer) {
  auto const found = asked_.find(answer.token);
  if (found == asked_.end()) return;
  if (answer.outcome != pbx::Answered::Outcome::success) events_.emplace_back(CallRefused{found->second, "service_unavailable"});
  asked_.erase(found);
}

}  // namespace crosspoint::domain
