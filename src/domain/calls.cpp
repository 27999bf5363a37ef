#include "domain/calls.h"

#include "domain/actions.h"
#include "domain/events.h"
#include "domain/lines.h"
#include "domain/origination.h"
#include "domain/transfers/holds.h"
#include "domain/transfers/own_call.h"
#include "pbx/exchange.h"
#include "wire/asterisk/text.h"

namespace crosspoint::domain {
namespace {

constexpr int not_registered = 4;

}  // namespace

void Calls::refuse(Asker const& asker, std::string error) { events_.emplace_back(CallRefused{asker, std::move(error)}); }

directory::Line const* Calls::line_to_use(UserId user) const {
  auto const* const known = directory_.user(user);
  if (!known) return nullptr;
  auto const* const main = directory_.main_line(*known);
  if (!main || lines_.status(*main) != not_registered) return main;
  for (auto const id : known->lines)
    if (auto const* const line = directory_.line(id); line && lines_.status(*line) != not_registered) return line;
  return main;
}

wire::ami::Action Calls::originate(directory::Line const& line, std::string const& exten) {
  auto const* const user = directory_.user(line.user);
  auto action = ring(line, wire::asterisk::caller_id(user ? user->fullname() : line.number, line.number), channel_ids_.next());
  action.headers.insert(action.headers.end(), {{"Context", line.context}, {"Exten", exten}, {"Priority", "1"}});
  return action;
}

void Calls::dial(Asker const& asker, std::string_view destination, Time now) {
  if (exchange_.state() != pbx::LinkState::live) return refuse(asker, "service_unavailable");
  auto const* const line = line_to_use(asker.user);
  if (!line) return;
  auto const exten = resolve_destination(destination, directory_, codes_);
  if (!exten) return refuse(asker, "unreachable_extension:" + exten.error().detail);
  auto const token = exchange_.act(originate(*line, *exten), now);
  if (token) dialling_.emplace(*token, Dialling{asker, *exten});
  else if (token.error().code == Errc::bad_request) refuse(asker, "unreachable_extension:" + *exten);
  else refuse(asker, "service_unavailable");
}

void Calls::answered(pbx::Answered const& answer) {
  using Outcome = pbx::Answered::Outcome;
  if (auto const ending = hanging_up_.find(answer.token); ending != hanging_up_.end()) {
    // An error says that the call has just ended by itself: what was asked for is so. (T126)
    if (answer.outcome == Outcome::unavailable) refuse(ending->second, "service_unavailable");
    hanging_up_.erase(ending);
    return;
  }
  auto const found = dialling_.find(answer.token);
  if (found == dialling_.end()) return;
  auto& [asker, exten, accepted] = found->second;
  if (answer.outcome == Outcome::success) {
    accepted = true;
    events_.emplace_back(DialAccepted{asker, exten});
    return;
  }
  if (answer.outcome == Outcome::error && answer.message.starts_with("Extension does not exist"))
    refuse(asker, "unreachable_extension:" + exten);
  else refuse(asker, "service_unavailable");
  dialling_.erase(found);
}

void Calls::originated(pbx::Originated const& outcome) {
  auto const found = dialling_.find(outcome.token);
  if (found == dialling_.end()) return;
  // A phone that was busy, declined or rang out: its user was there to see it. One that is not registered: nobody was.
  if (!outcome.answered && !outcome.reached) refuse(found->second.asker, "unreachable_extension:" + found->second.exten);
  dialling_.erase(found);
}

void Calls::hang_up(Asker const& asker, Time now) {
  if (exchange_.state() != pbx::LinkState::live) return refuse(asker, "service_unavailable");
  auto const oldest = oldest_call(
      directory_, asker.user, [&](std::string const& device) { return holds_.calls_of(device); },
      [](directory::Line const&, pbx::Call const& call) { return !call.on_hold; });
  if (!oldest) return;
  auto const token = exchange_.act(domain::hang_up(oldest->call.channel), now);
  if (token) hanging_up_.emplace(*token, asker);
  else refuse(asker, "service_unavailable");
}

void Calls::link_lost() {
  std::erase_if(dialling_, [](auto const& entry) { return entry.second.accepted; });
}

void Calls::forget(SessionId session) {
  std::erase_if(dialling_, [&](auto const& entry) { return entry.second.asker.session == session; });
  std::erase_if(hanging_up_, [&](auto const& entry) { return entry.second.session == session; });
}

}  // namespace crosspoint::domain
