#include "domain/switchboard.h"

#include <algorithm>
#include <utility>

#include "domain/actions.h"
#include "domain/events.h"
#include "domain/origination.h"
#include "domain/transfers/holds.h"
#include "domain/transfers/own_call.h"
#include "pbx/exchange.h"
#include "wire/asterisk/text.h"

namespace crosspoint::domain {
namespace {

/// In our part of the dialplan: shows each of the two who the other is, and connects them.
constexpr auto* retrieve_context = "crosspoint-retrieve";

std::string header(wire::ami::Action const& action, std::string_view name) {
  auto const found = std::ranges::find_if(action.headers, [&](auto const& header) { return header.first == name; });
  return found == action.headers.end() ? std::string{} : found->second;
}

}  // namespace

void Switchboard::refuse(Asker const& asker) { events_.emplace_back(CallRefused{asker, "service_unavailable"}); }

void Switchboard::take(Asker const& asker, std::string_view uniqueid, Time now) {
  if (exchange_.state() != pbx::LinkState::live) return refuse(asker);
  auto const* const user = directory_.user(asker.user);
  auto const* const line = user ? directory_.main_line(*user) : nullptr;
  auto const& model = exchange_.model();
  auto const* const waiting = model.channel(uniqueid);
  if (!line || !waiting || waiting->queue.empty()) return;
  auto const is_taken = [&](Taking const& taking) { return taking.waiting == uniqueid || taking.asker.user == asker.user; };
  if (std::ranges::any_of(takings_, is_taken)) return;
  auto const talks = oldest_call(
      directory_, asker.user, [&](std::string const& device) { return holds_.calls_of(device); },
      [](directory::Line const&, pbx::Call const& call) { return call.state != pbx::Call::State::ringing && !call.on_hold; });
  if (talks) return;
  Taking taking{.asker = asker, .line = line->id, .waiting = std::string(uniqueid), .since = now};
  end_earlier_rings(taking, now);
  ring_operator(std::move(taking), now);
}

/// The operator's phone is to ring for this call alone. A leg that the queue was only setting up when the operator asked is found
/// here when it rings.
void Switchboard::end_earlier_rings(Taking& taking, Time now) {
  auto const* const user = directory_.user(taking.asker.user);
  if (!user) return;
  for (auto const id : user->lines) {
    auto const* const own = directory_.line(id);
    if (!own) continue;
    for (auto const& call : holds_.calls_of(own->device())) {
      bool const rang_before =
          call.state == pbx::Call::State::ringing && call.created <= taking.since && call.uniqueid != taking.leg;
      if (!rang_before || std::ranges::find(taking.ended, call.uniqueid) != taking.ended.end()) continue;
      taking.ended.push_back(call.uniqueid);
      static_cast<void>(exchange_.act(hang_up(call.channel, Cause::answered_elsewhere), now));
    }
  }
}

/// It goes without our part of the dialplan; then the phones show less.
void Switchboard::ring_operator(Taking taking, Time now) {
  auto const* const waiting = exchange_.model().channel(taking.waiting);
  auto const* const line = directory_.line(taking.line);
  auto const* const user = directory_.user(taking.asker.user);
  if (!waiting || !line || !user) return;
  auto const caller = wire::asterisk::caller_id(waiting->caller.name, waiting->caller.number);
  auto const the_operator = wire::asterisk::caller_id(user->fullname(), line->number);
  auto const channel = wire::asterisk::argument(waiting->name);
  auto action = ring(*line, caller, channel_ids_.next());
  if (taking.without_include) {
    action.headers.insert(action.headers.end(), {{"Application", "Bridge"}, {"Data", channel + ",x"}});
  } else {
    action.headers.insert(action.headers.end(), {{"Context", retrieve_context},
                                                 {"Exten", "s"},
                                                 {"Priority", "1"},
                                                 {"Variable", wire::asterisk::variable("XP_CHANNEL", channel)},
                                                 {"Variable", wire::asterisk::variable("XP_CALLER", caller)},
                                                 {"Variable", wire::asterisk::variable("XP_OPERATOR", the_operator)}});
  }
  taking.leg = header(action, "ChannelId");
  auto const token = exchange_.act(action, now);
  if (!token) return refuse(taking.asker);
  taking.token = *token;
  fetched_.insert_or_assign(taking.leg, waiting->queue);
  takings_.push_back(std::move(taking));
}

std::string_view Switchboard::queue_of(std::string_view leg) const {
  auto const found = fetched_.find(leg);
  return found == fetched_.end() ? std::string_view{} : found->second;
}

void Switchboard::answered(pbx::Answered const& answer, Time now) {
  auto const found = std::ranges::find(takings_, answer.token, &Taking::token);
  if (found == takings_.end() || answer.outcome == pbx::Answered::Outcome::success) return;
  auto taking = std::move(*found);
  takings_.erase(found);
  auto const is_missing =
      answer.outcome == pbx::Answered::Outcome::error && answer.message.starts_with("Extension does not exist");
  if (!is_missing || std::exchange(taking.without_include, true)) return refuse(taking.asker);
  ring_operator(std::move(taking), now);
}

void Switchboard::originated(pbx::Originated const& outcome) {
  auto const found = std::ranges::find(takings_, outcome.token, &Taking::token);
  if (found == takings_.end()) return;
  if (outcome.answered) found->picked_up = true;
  else takings_.erase(found);
}

bool Switchboard::is_over(Taking const& taking, Time now) {
  auto const& model = exchange_.model();
  auto const* const waiting = model.channel(taking.waiting);
  auto const* const leg = model.channel(taking.leg);
  if (waiting && !waiting->queue.empty()) return taking.picked_up && !leg;
  // It has come to this operator, or to somebody else, or it has given up: a phone that still rings would ring for nothing.
  if (leg && leg->state != pbx::ChannelState::up) static_cast<void>(exchange_.act(hang_up(leg->name), now));
  return true;
}

void Switchboard::settle(Time now) {
  for (auto& taking : takings_)
    if (!taking.picked_up) end_earlier_rings(taking, now);
  std::erase_if(takings_, [&](Taking const& taking) { return is_over(taking, now); });
  std::erase_if(fetched_, [&](auto const& entry) {
    return !exchange_.model().channel(entry.first) && std::ranges::find(takings_, entry.first, &Taking::leg) == takings_.end();
  });
}

}  // namespace crosspoint::domain
