#include "domain/transfers/holds.h"

#include <algorithm>
#include <utility>

#include "domain/actions.h"
#include "domain/auto_answer.h"
#include "domain/events.h"
#include "domain/transfers/attended_transfers.h"
#include "domain/transfers/own_call.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {
namespace {

/// How long one of the two may be elsewhere while the other waits: they are connected one after the other.
constexpr Duration patience{2'000'000};

/// A variable of both legs: "uniqueid of who holds, uniqueid of who is held"; empty once they talk again.
constexpr auto* note_variable = "XP_HOLD";

bool is_in_hold(pbx::Channel const& leg) { return leg.context == hold_context && leg.bridge.empty(); }

/// Asterisk may name the place where a leg was when it tells that the leg has left its bridge, and tell no more of it.
bool waits(pbx::Channel const* leg, std::string const& was_in) {
  return leg && leg->bridge.empty() && (leg->context == hold_context || leg->context == was_in);
}

}  // namespace

bool Holds::is_live() const { return exchange_.state() == pbx::LinkState::live; }

pbx::Channel const* Holds::channel(std::string_view uniqueid) const { return exchange_.model().channel(uniqueid); }

void Holds::refuse(Asker const& asker, std::string error) {
  if (asker.session != SessionId{}) events_.emplace_back(CallRefused{asker, std::move(error)});
}

Holds::Hold* Holds::of(UserId user, Which which) {
  auto const found =
      std::ranges::find_if(holds_, [&](Hold const& hold) { return hold.asker.user == user && (!which || hold.own == *which); });
  return found == holds_.end() ? nullptr : &*found;
}

bool Holds::concerns(std::string_view uniqueid) const {
  return std::ranges::any_of(holds_, [&](Hold const& hold) { return hold.own == uniqueid || hold.other == uniqueid; });
}

bool Holds::is_in_transfer(Hold const& hold) const { return transfers_.concerns(hold.own) || transfers_.concerns(hold.other); }

/// For what needs no answer: when it fails, the call that it concerns has ended.
void Holds::send(wire::ami::Action const& action, Time now) { static_cast<void>(exchange_.act(action, now)); }

void Holds::note(Hold const& hold, std::string const& value, Time now) {
  for (auto const& uniqueid : {hold.own, hold.other})
    if (auto const* const leg = channel(uniqueid)) send(set_variable(leg->name, note_variable, value), now);
}

void Holds::changed(Hold const& hold) {
  for (auto const& uniqueid : {hold.own, hold.other})
    if (auto const* const leg = channel(uniqueid)) changed_.push_back(leg->device);
}

Holds::Fate Holds::ask(Hold& hold, Hold::Step step, wire::ami::Action const& action, Time now) {
  auto const token = exchange_.act(action, now);
  if (!token) {
    refuse(hold.asker);
    return Fate::over;
  }
  hold.step = step;
  hold.token = *token;
  return Fate::goes_on;
}

void Holds::order(Order order, std::string const& channel_name, std::string_view event, Time now) {
  auto const token = exchange_.act(notify_within_call(channel_name, event), now);
  if (token) orders_.emplace(*token, std::move(order));
  else refuse(order.asker);
}

void Holds::hold(Asker const& asker, Which which, Time now) {
  if (!is_live()) return refuse(asker);
  auto const cannot = [&] {
    if (which) refuse(asker, no_such_call);
  };
  if (!which && of(asker.user, {})) return;
  auto const own = call_to_transfer(directory_, exchange_.model(), asker.user, which);
  if (!own || concerns(own->call.uniqueid)) return cannot();
  Hold hold;
  hold.asker = asker;
  hold.own = own->call.uniqueid;
  hold.other = own->call.peer.uniqueid;
  if (is_in_transfer(hold)) return cannot();
  if (takes_orders_within_call(*own->line)) return order({asker, which.has_value()}, own->call.channel, "hold", now);
  if (ask(hold, Hold::Step::checking_include, dialplan_exists({hold_context, "s"}), now) == Fate::goes_on)
    holds_.push_back(std::move(hold));
}

std::optional<OwnCall> Holds::held_by_phone(UserId user, Which which) const {
  return oldest_call(
      directory_, user, [&](std::string const& device) { return exchange_.model().calls_of(device); },
      [&](directory::Line const& line, pbx::Call const& call) {
        return call.on_hold && (which ? call.uniqueid == *which : takes_orders_within_call(line));
      });
}

void Holds::resume(Asker const& asker, Which which, Time now) {
  if (!is_live()) return refuse(asker);
  if (auto* const hold = of(asker.user, which)) {
    hold->asker = asker;
    hold->is_to_end = hold->step != Hold::Step::resuming;
    return;
  }
  auto const held = held_by_phone(asker.user, which);
  if (held && takes_orders_within_call(*held->line)) order({asker, which.has_value()}, held->call.channel, "talk", now);
  else if (which) refuse(asker, held ? phone_takes_no_orders : no_such_call);
}

std::vector<pbx::Call> Holds::calls_of(std::string_view device) const {
  auto calls = exchange_.model().calls_of(device);
  for (auto const& hold : holds_)
    for (auto& call : calls) {
      if (call.uniqueid != hold.own && call.uniqueid != hold.other) continue;
      auto const* const leg = channel(call.uniqueid);
      auto const* const other = channel(call.uniqueid == hold.own ? hold.other : hold.own);
      // One of them leaves first: from then on neither has anybody else.
      auto const are_together = other && !leg->bridge.empty() && leg->peer.uniqueid == other->uniqueid;
      if (!other || are_together || hold.step == Hold::Step::checking_include) continue;
      call.peer = {other->uniqueid, other->device, other->caller};
      call.party = other->caller;
      call.on_hold = call.on_hold || call.uniqueid == hold.own;
    }
  return calls;
}

void Holds::answered(pbx::Answered const& answer, Time now) {
  using Outcome = pbx::Answered::Outcome;
  if (auto const order = orders_.extract(answer.token)) {
    // An error says that the call has just ended.
    if (answer.outcome == Outcome::unavailable) refuse(order.mapped().asker);
    else if (answer.outcome == Outcome::error && order.mapped().named) refuse(order.mapped().asker, no_such_call);
    return;
  }
  if (auto const leg = adopted_.extract(answer.token)) {
    if (answer.outcome == Outcome::success) adopt(leg.mapped(), answer.value);
    return;
  }
  auto const found = std::ranges::find(holds_, answer.token, &Hold::token);
  if (answer.token == Token{} || found == holds_.end()) return;
  found->token = {};
  if (proceed(*found, answer, now) == Fate::over) holds_.erase(found);
}

Holds::Fate Holds::proceed(Hold& hold, pbx::Answered const& answer, Time now) {
  using Outcome = pbx::Answered::Outcome;
  auto const was = std::exchange(hold.step, Hold::Step::held);
  auto const done = answer.outcome == Outcome::success;
  if (answer.outcome == Outcome::unavailable) refuse(hold.asker);
  switch (was) {
    case Hold::Step::checking_include:
      if (!done) return Fate::over;
      if (answer.value == "1") return part_them(hold, now);
      effects_.emplace_back(Log{LogLevel::warning, "no hold for user " + std::to_string(hold.asker.user.value) +
                                                       ": the dialplan does not have Crosspoint's include"});
      refuse(hold.asker);
      return Fate::over;
    case Hold::Step::parting:
      hold.failed = !done;
      hold.arrival.sent(now);
      break;
    case Hold::Step::resuming:
      if (done) joined(hold, now);
      else hold.is_to_end = answer.outcome == Outcome::error && hold.arrival.failed(now);
      break;
    case Hold::Step::held: break;  // nothing is asked for there
  }
  return Fate::goes_on;
}

Holds::Fate Holds::part_them(Hold& hold, Time now) {
  auto const* const own = channel(hold.own);
  auto const* const other = channel(hold.other);
  if (hold.is_to_end || !own || !other || own->peer.uniqueid != hold.other || is_in_transfer(hold)) return Fate::over;
  hold.own_context = own->context;
  hold.other_context = other->context;
  note(hold, hold.own + "," + hold.other, now);
  return ask(hold, Hold::Step::parting, part(other->name, {hold_context, "s"}, own->name, {hold_context, "s"}), now);
}

void Holds::joined(Hold const& hold, Time now) {
  note(hold, "", now);
  for (auto const& uniqueid : {hold.own, hold.other})
    if (auto const* const leg = channel(uniqueid)) send(end_with_bridge(leg->name), now);
}

std::vector<std::string> Holds::settle(Time now) {
  if (is_live())
    std::erase_if(holds_, [&](Hold& hold) {
      if (look(hold, now) == Fate::goes_on) return false;
      changed(hold);
      return true;
    });
  return std::exchange(changed_, {});
}

Holds::Fate Holds::look(Hold& hold, Time now) {
  if (hold.token != Token{}) return Fate::goes_on;
  auto const* const own = channel(hold.own);
  auto const* const other = channel(hold.other);
  if ((!own && !other) || is_in_transfer(hold)) return Fate::over;
  auto const own_waits = waits(own, hold.own_context);
  auto const other_waits = waits(other, hold.other_context);
  if (own_waits && other_waits) {
    hold.is_apart = true;
    hold.since.reset();
    auto const are_there = !hold.arrival.has_failed() && own->hears_music && other->hears_music;
    if ((are_there || hold.arrival.is_over(now)) && std::exchange(hold.is_to_end, false))
      ask(hold, Hold::Step::resuming, connect(other->name, own->name), now);
    return Fate::goes_on;
  }
  if (hold.is_apart && own && own->peer.uniqueid == hold.other) return Fate::over;
  if (own && other && !hold.is_apart && !hold.failed) return Fate::goes_on;  // they are on their way
  if (!hold.since) hold.since = now;
  if (own && other && now < *hold.since + patience) return Fate::goes_on;
  if (own_waits || other_waits) {
    send(hang_up(own_waits ? own->name : other->name), now);
    return Fate::over;
  }
  // Who is left may be on the way to where nobody comes any more.
  return now < *hold.since + patience ? Fate::goes_on : Fate::over;
}

Time Holds::deadline() const {
  auto earliest = Time::max();
  if (!is_live()) return earliest;
  for (auto const& hold : holds_) {
    if (hold.since) earliest = std::min(earliest, *hold.since + patience);
    else if (hold.is_to_end && hold.is_apart && hold.token == Token{}) earliest = std::min(earliest, hold.arrival.deadline());
  }
  return earliest;
}

/// Both legs wait in the same place: which one holds stands in a variable.
void Holds::link_changed(pbx::LinkState state, Time now) {
  if (state != pbx::LinkState::live) return;
  for (auto const& [uniqueid, leg] : exchange_.model().channels.all()) {
    if (!is_in_hold(leg) || concerns(uniqueid) || transfers_.concerns(uniqueid)) continue;
    auto const token = exchange_.act({"Getvar", {{"Channel", leg.name}, {"Variable", note_variable}}}, now);
    if (token) adopted_.emplace(*token, uniqueid);
  }
}

/// A hold that was there before the server.
void Holds::adopt(std::string const& uniqueid, std::string_view note) {
  auto const comma = note.find(',');
  auto const* const leg = channel(uniqueid);
  if (comma == std::string_view::npos || concerns(uniqueid) || !leg || !is_in_hold(*leg)) return;
  Hold hold;
  hold.own = note.substr(0, comma);
  hold.other = note.substr(comma + 1);
  hold.step = Hold::Step::held;
  hold.is_apart = true;
  if (uniqueid != hold.own && uniqueid != hold.other) return;
  auto const* const own = channel(hold.own);
  auto const* const line = own ? directory_.line_of_device(own->device) : nullptr;
  if (line) hold.asker.user = line->user;
  holds_.push_back(std::move(hold));
  changed(holds_.back());
}

void Holds::forget(SessionId session) {
  for (auto& hold : holds_)
    if (hold.asker.session == session) hold.asker.session = {};
  std::erase_if(orders_, [&](auto const& entry) { return entry.second.asker.session == session; });
}

}  // namespace crosspoint::domain
