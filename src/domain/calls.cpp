#include "domain/calls.h"

#include <algorithm>

#include "base/text.h"
#include "domain/actions.h"
#include "domain/auto_answer.h"
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
constexpr std::string_view mobile = "mobile";

directory::Line const* line_of(directory::User const& user, std::string_view id, directory::Directory const& directory) {
  auto const found = std::ranges::find(user.lines, to_integer(id).value_or(0), &LineId::value);
  return found == user.lines.end() ? nullptr : directory.line(*found);
}

}  // namespace

void Calls::refuse(Asker const& asker, std::string error) { events_.emplace_back(CallRefused{asker, std::move(error)}); }

directory::Line const* Calls::line_to_use(directory::User const& user) const {
  auto const* const main = directory_.main_line(user);
  if (!main || lines_.status(*main) != not_registered) return main;
  for (auto const id : user.lines)
    if (auto const* const line = directory_.line(id); line && lines_.status(*line) != not_registered) return line;
  return main;
}

/// Nothing when the user has no such phone.
std::optional<wire::ami::Action> Calls::originate(UserId id, From from, std::string const& exten) {
  auto const* const user = directory_.user(id);
  if (!user) return std::nullopt;
  auto const is_mobile = from == mobile;
  auto const* const line = is_mobile ? directory_.main_line(*user)
                           : from    ? line_of(*user, *from, directory_)
                                     : line_to_use(*user);
  if (!line || (is_mobile && dialable(user->mobile).empty())) return std::nullopt;
  auto caller = wire::asterisk::caller_id(user->fullname(), line->number);
  auto action = is_mobile ? ring_number(user->mobile, line->context, std::move(caller), channel_ids_.next())
                          : ring(*line, std::move(caller), channel_ids_.next());
  action.headers.insert(action.headers.end(), {{"Context", line->context}, {"Exten", exten}, {"Priority", "1"}});
  return action;
}

void Calls::dial(Asker const& asker, std::string_view destination, From from, Time now) {
  if (exchange_.state() != pbx::LinkState::live) return refuse(asker, "service_unavailable");
  auto const exten = resolve_destination(destination, directory_, codes_);
  auto const action = originate(asker.user, from, exten.value_or(""));
  if (!action && from) return refuse(asker, "unreachable_extension:" + std::string(*from));
  if (!action) return;
  if (!exten) return refuse(asker, "unreachable_extension:" + exten.error().detail);
  auto const token = exchange_.act(*action, now);
  if (token) dialling_.emplace(*token, Dialling{asker, *exten});
  else if (token.error().code == Errc::bad_request) refuse(asker, "unreachable_extension:" + *exten);
  else refuse(asker, "service_unavailable");
}

void Calls::answered(pbx::Answered const& answer) {
  using Outcome = pbx::Answered::Outcome;
  if (auto const order = orders_.extract(answer.token)) {
    // An error says that the call has just ended by itself: who has named none has what was asked for. (T126)
    if (answer.outcome == Outcome::unavailable) refuse(order.mapped().asker, "service_unavailable");
    else if (answer.outcome == Outcome::error && order.mapped().named) refuse(order.mapped().asker, no_such_call);
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

void Calls::order(Order order, wire::ami::Action const& action, Time now) {
  auto const token = exchange_.act(action, now);
  if (token) orders_.emplace(*token, std::move(order));
  else refuse(order.asker, "service_unavailable");
}

void Calls::hang_up(Asker const& asker, Which which, Time now) {
  if (exchange_.state() != pbx::LinkState::live) return refuse(asker, "service_unavailable");
  auto const oldest = oldest_call(
      directory_, asker.user, [&](std::string const& device) { return holds_.calls_of(device); },
      [&](directory::Line const&, pbx::Call const& call) { return which ? call.uniqueid == *which : !call.on_hold; });
  if (oldest) order({asker, which.has_value()}, domain::hang_up(oldest->call.channel), now);
  else if (which) refuse(asker, no_such_call);
}

std::optional<OwnCall> Calls::ringing(UserId user, std::string_view wanted) const {
  return oldest_call(
      directory_, user, [&](std::string const& device) { return exchange_.model().calls_of(device); },
      [&](directory::Line const&, pbx::Call const& call) {
        return call.uniqueid == wanted && call.state == pbx::Call::State::ringing;
      });
}

void Calls::answer(Asker const& asker, std::string_view call, Time now) {
  if (exchange_.state() != pbx::LinkState::live) return refuse(asker, "service_unavailable");
  auto const found = ringing(asker.user, call);
  if (!found) return refuse(asker, no_such_call);
  if (!takes_orders_within_call(*found->line)) return refuse(asker, phone_takes_no_orders);
  order({asker, true}, notify_within_call(found->call.channel, "talk"), now);
}

/// Legs of one call have the same linkedid: where a user has several phones, all of them ring for it.
void Calls::decline(Asker const& asker, std::string_view call, Time now) {
  if (exchange_.state() != pbx::LinkState::live) return refuse(asker, "service_unavailable");
  auto const& model = exchange_.model();
  auto const found = ringing(asker.user, call);
  auto const* const leg = found ? model.channel(found->call.uniqueid) : nullptr;
  if (!leg) return refuse(asker, no_such_call);
  order({asker, true}, domain::hang_up(leg->name, Cause::user_busy), now);
  for (auto const id : directory_.user(asker.user)->lines)
    if (auto const* const line = directory_.line(id))
      for (auto const& uniqueid : model.channels.of_device(line->device())) {
        auto const* const other = model.channel(uniqueid);
        auto const rings =
            other && other != leg && other->state == pbx::ChannelState::ringing && other->linkedid == leg->linkedid;
        if (rings) static_cast<void>(exchange_.act(domain::hang_up(other->name, Cause::user_busy), now));
      }
}

void Calls::link_lost() {
  std::erase_if(dialling_, [](auto const& entry) { return entry.second.accepted; });
}

void Calls::forget(SessionId session) {
  std::erase_if(dialling_, [&](auto const& entry) { return entry.second.asker.session == session; });
  std::erase_if(orders_, [&](auto const& entry) { return entry.second.asker.session == session; });
}

}  // namespace crosspoint::domain
