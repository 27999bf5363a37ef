#include "domain/transfers/attended_transfers.h"

#include <algorithm>
#include <utility>

#include "domain/actions.h"
#include "domain/events.h"
#include "domain/transfers/mailboxes.h"
#include "domain/transfers/own_call.h"
#include "pbx/exchange.h"
#include "pbx/peers.h"

namespace crosspoint::domain {

bool AttendedTransfers::is_live() const { return exchange_.state() == pbx::LinkState::live; }

void AttendedTransfers::refuse(Asker const& asker, std::string error) {
  if (asker.session != SessionId{}) events_.emplace_back(CallRefused{asker, std::move(error)});
}

AttendedTransfers::Fate AttendedTransfers::refuse(Consultation const& transfer, std::string error) {
  refuse(transfer.asker, std::move(error));
  return Fate::over;
}

Consultation* AttendedTransfers::of(UserId user) {
  auto const found = transfers_.find(user);
  return found == transfers_.end() ? nullptr : &found->second;
}

directory::Line const* AttendedTransfers::consults_on(UserId user) const {
  auto const found = transfers_.find(user);
  return found != transfers_.end() && found->second.step == Step::talking ? directory_.line(found->second.line) : nullptr;
}

Consultation const* AttendedTransfers::of_leg(std::string_view own) const {
  auto const found = std::ranges::find_if(transfers_, [&](auto const& entry) { return entry.second.own == own; });
  return found == transfers_.end() ? nullptr : &found->second;
}

bool AttendedTransfers::concerns(std::string_view uniqueid) const {
  return std::ranges::any_of(transfers_, [&](auto const& entry) {
    auto const& transfer = entry.second;
    return transfer.own == uniqueid || transfer.held == uniqueid || transfer.far == uniqueid;
  });
}

void AttendedTransfers::tell(Consultation const& transfer, TransferResult result) {
  results_.tell({transfer.asker.user, transfer.own, transfer.to}, result);
}

/// For what needs no answer: when it fails, the call that it concerns has ended.
void AttendedTransfers::send(wire::ami::Action const& action, Time now) { static_cast<void>(exchange_.act(action, now)); }

void AttendedTransfers::let_go(pbx::Channel const& leg, Time now) {
  if (leaving_.insert(leg.uniqueid).second) send(hang_up(leg.name), now);
}

AttendedTransfers::Fate AttendedTransfers::ask(Consultation& transfer, Step step, wire::ami::Action const& action, Time now) {
  auto const token = exchange_.act(action, now);
  if (!token && token.error().code == Errc::bad_request)
    return refuse(transfer, "unreachable_extension:" + transfer.target.exten);
  if (!token) return refuse(transfer, "service_unavailable");
  transfer.step = step;
  transfer.token = *token;
  transfer.look_again.reset();
  return Fate::goes_on;
}

void AttendedTransfers::complete(Asker const& asker) { wish(Consultation::Wish::complete, asker); }

void AttendedTransfers::cancel(Asker const& asker) { wish(Consultation::Wish::cancel, asker); }

void AttendedTransfers::wish(Consultation::Wish what, Asker const& asker) {
  if (!is_live()) return refuse(asker, "service_unavailable");
  auto* const transfer = of(asker.user);
  if (!transfer) return;
  transfer->asker = asker;
  pursue(what, *transfer);
}

/// settle() does it as soon as it can be done; what comes while it ends already is not done at all.
void AttendedTransfers::pursue(Consultation::Wish wish, Consultation& transfer) {
  if (!transfer.is_set_up() || transfer.token == Token{}) transfer.wish = wish;
}

AttendedTransfers::Fate AttendedTransfers::fulfil(Consultation& transfer, pbx::Channel const& own, pbx::Channel const& held,
                                                  Time now) {
  if (*transfer.wish == Consultation::Wish::cancel) {
    if (!transfer.is_there(exchange_.model(), own) && !transfer.arrival.is_over(now))
      return wait(transfer, transfer.arrival.deadline());
    return join(transfer, Step::cancelling, held, own, now);
  }
  if (auto const* const far = exchange_.model().channel(transfer.far)) {
    auto const* const phone = pbx::find_peer(exchange_.model(), own);
    return join(transfer, Step::completing, held, phone ? *phone : *far, now);
  }
  // Without a target that talks it is as if the user hung up: the other party follows. (without_user)
  transfer.wish.reset();
  let_go(own, now);
  return Fate::goes_on;
}

AttendedTransfers::Fate AttendedTransfers::wait(Consultation& transfer, Time until) {
  transfer.look_again = until;
  return Fate::goes_on;
}

AttendedTransfers::Fate AttendedTransfers::join(Consultation& transfer, Step step, pbx::Channel const& held,
                                                pbx::Channel const& with, Time now) {
  auto const is_there = !transfer.arrival.has_failed() && held.hears_music && held.bridge.empty();
  if (!is_there && !transfer.arrival.is_over(now)) return wait(transfer, transfer.arrival.deadline());
  transfer.with = with.uniqueid;
  return ask(transfer, step, connect(held.name, with.name), now);
}

void AttendedTransfers::answered(pbx::Answered const& answer, Time now) {
  auto const found = std::ranges::find_if(transfers_, [&](auto const& entry) { return entry.second.token == answer.token; });
  if (found == transfers_.end()) return;
  found->second.token = {};
  changed_.push_back(found->first);
  if (proceed(found->second, answer, now) == Fate::over) transfers_.erase(found);
}

AttendedTransfers::Fate AttendedTransfers::proceed(Consultation& transfer, pbx::Answered const& answer, Time now) {
  using Outcome = pbx::Answered::Outcome;
  auto const was = transfer.step;
  auto const was_joining = was == Step::completing || was == Step::cancelling;
  if (answer.outcome == Outcome::unavailable) refuse(transfer.asker, "service_unavailable");
  if (answer.outcome != Outcome::success) return was_joining ? not_joined(transfer, answer, now) : Fate::over;
  switch (was) {
    case Step::checking_include:
      if (answer.value == "1") return ask(transfer, Step::checking_target, dialplan_exists(transfer.target), now);
      effects_.emplace_back(Log{LogLevel::warning, "no attended transfer to " + transfer.target.exten +
                                                       ": the dialplan does not have Crosspoint's include"});
      return refuse(transfer, "service_unavailable");
    case Step::checking_target: return check_target(transfer, answer, now);
    case Step::setting_up:
      transfer.step = Step::calling;
      transfer.arrival.sent(now);
      return Fate::goes_on;
    case Step::completing:
    case Step::cancelling: return joined(transfer, was, now);
    case Step::calling:
    case Step::talking: break;  // nothing is asked for there
  }
  return Fate::goes_on;
}

AttendedTransfers::Fate AttendedTransfers::joined(Consultation& transfer, Step how, Time now) {
  auto const& model = exchange_.model();
  for (auto const& uniqueid : {transfer.held, transfer.with})
    if (auto const* const leg = model.channel(uniqueid)) send(end_with_bridge(leg->name), now);
  auto const* const left = model.channel(how == Step::completing ? transfer.own : transfer.far);
  if (left && left->uniqueid != transfer.with) let_go(*left, now);
  if (how == Step::cancelling) events_.emplace_back(TransferCancelled{transfer.line});
  else tell(transfer, TransferResult::answered);
  return Fate::over;
}

/// The calls are as they were, or one has just ended; look() will see which.
AttendedTransfers::Fate AttendedTransfers::not_joined(Consultation& transfer, pbx::Answered const& answer, Time now) {
  transfer.step = transfer.far.empty() && !transfer.is_voicemail() ? Step::calling : Step::talking;
  if (transfer.has_ended) transfer.wish = Consultation::Wish::cancel;
  if (answer.outcome == pbx::Answered::Outcome::error && transfer.arrival.failed(now)) return Fate::goes_on;
  transfer.wish.reset();
  if (transfer.step == Step::talking) events_.emplace_back(TransferAnswered{transfer.line});  // the user may try again
  return Fate::goes_on;
}

std::vector<UserId> AttendedTransfers::settle(Time now) {
  std::erase_if(leaving_, [&](std::string const& uniqueid) { return !exchange_.model().channel(uniqueid); });
  if (!is_live()) return {};
  release(now);
  for (auto entry = transfers_.begin(); entry != transfers_.end();) {
    auto const before = entry->second.step;
    auto const is_over = look(entry->second, now) == Fate::over;
    if (is_over || entry->second.step != before) changed_.push_back(entry->first);
    entry = is_over ? transfers_.erase(entry) : std::next(entry);
  }
  return std::exchange(changed_, {});
}

AttendedTransfers::Fate AttendedTransfers::look(Consultation& transfer, Time now) {
  if (transfer.token != Token{}) return Fate::goes_on;
  transfer.look_again.reset();
  auto const& model = exchange_.model();
  auto const* const own = model.channel(transfer.own);
  auto const* const held = model.channel(transfer.held);
  if (!held) return without_other(transfer, own, now);
  if (!own) return without_user(transfer, *held, now);
  // The answer to an action may be there before the events: the two are seen together for a moment more.
  auto const still_together = !own->bridge.empty() && own->bridge == transfer.bridge;
  if (transfer.step == Step::calling && !still_together) {
    auto const* const far = own->context == consult_context ? bridged_with(model, *own) : nullptr;
    if (far) transfer.far = far->uniqueid;
    // Nothing tells that a greeting begins, and the leg may leave its bridge before it knows where it goes.
    if (far || (transfer.is_voicemail() && own->bridge.empty())) {
      transfer.step = Step::talking;
      events_.emplace_back(TransferAnswered{transfer.line});
    }
  }
  return transfer.is_set_up() && transfer.wish ? fulfil(transfer, *own, *held, now) : Fate::goes_on;
}

Time AttendedTransfers::deadline() const {
  auto earliest = Time::max();
  if (!is_live()) return earliest;
  for (auto const& [user, transfer] : transfers_)
    if (transfer.look_again) earliest = std::min(earliest, *transfer.look_again);
  return earliest;
}

void AttendedTransfers::link_changed(pbx::LinkState state) {
  leaving_.clear();
  ended_.clear();
  if (state == pbx::LinkState::live) adopt();
}

/// Transfers that were there before the server, or before the link to the exchange. (T139)
void AttendedTransfers::adopt() {
  auto const& channels = exchange_.model().channels;
  for (auto const& [id, line] : directory_.lines)
    for (auto const& uniqueid : channels.of_device(line.device())) {
      auto const* const own = channels.find(uniqueid);
      auto found = own ? find_consultation(exchange_.model(), line, *own) : std::nullopt;
      if (!found) continue;
      auto& transfer = transfers_.try_emplace(line.user, *found).first->second;  // unless it is known
      if (!found->has_ended || transfer.own != uniqueid) continue;
      transfer.has_ended = true;
      pursue(Consultation::Wish::cancel, transfer);
    }
}

void AttendedTransfers::forget(SessionId session) {
  for (auto& [user, transfer] : transfers_)
    if (transfer.asker.session == session) transfer.asker.session = {};
}

}  // namespace crosspoint::domain
