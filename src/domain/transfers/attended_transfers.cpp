#include "domain/transfers/attended_transfers.h"

#include <algorithm>

#include "domain/actions.h"
#include "domain/events.h"
#include "domain/transfers/mailboxes.h"
#include "domain/transfers/own_call.h"
#include "pbx/exchange.h"
#include "pbx/peers.h"

namespace crosspoint::domain {
namespace {

/// How long the target may take from the end of the user's leg to its place in our dialplan.
constexpr Duration orphan_patience{2'000'000};

std::string unreachable(std::string const& exten) { return "unreachable_extension:" + exten; }

/// What crosspoint-consult takes: a name of letters could be one of the dialplan's own, such as `h`.
bool can_be_consulted(std::string_view exten) { return exten.find_first_of("+*#0123456789") == 0; }

bool is_voicemail(Consultation const& transfer) { return transfer.target.context == voicemail_context; }

}  // namespace

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

bool AttendedTransfers::concerns(std::string_view uniqueid) const {
  return std::ranges::any_of(transfers_, [&](auto const& entry) {
    auto const& transfer = entry.second;
    return transfer.own == uniqueid || transfer.held == uniqueid || transfer.far == uniqueid;
  });
}

/// For what needs no answer: when it fails, the call that it concerns has ended.
void AttendedTransfers::send(wire::ami::Action const& action, Time now) { static_cast<void>(exchange_.act(action, now)); }

AttendedTransfers::Fate AttendedTransfers::ask(Consultation& transfer, Step step, wire::ami::Action const& action, Time now) {
  auto const token = exchange_.act(action, now);
  if (!token && token.error().code == Errc::bad_request) return refuse(transfer, unreachable(transfer.target.exten));
  if (!token) return refuse(transfer, "service_unavailable");
  transfer.step = step;
  transfer.token = *token;
  return Fate::goes_on;
}

void AttendedTransfers::begin(Asker const& asker, std::string_view number, Time now) {
  if (!is_live()) return refuse(asker, "service_unavailable");
  auto const own = call_to_transfer(directory_, exchange_.model(), asker.user);
  if (!own || of(asker.user)) return;
  auto const exten = resolve_destination(number, directory_, codes_);
  if (!exten) return refuse(asker, unreachable(exten.error().detail));
  if (!can_be_consulted(*exten)) return refuse(asker, unreachable(*exten));
  start(asker, *own, {own->line->context, *exten}, now);
}

void AttendedTransfers::begin_voicemail(Asker const& asker, std::string_view mailbox, Time now) {
  if (!is_live()) return refuse(asker, "service_unavailable");
  auto const own = call_to_transfer(directory_, exchange_.model(), asker.user);
  if (!own || of(asker.user)) return;
  auto const fault = fault_of_mailbox(exchange_.model(), mailbox, own->line->context);
  if (fault.empty()) return start(asker, *own, {voicemail_context, std::string(mailbox)}, now);
  effects_.emplace_back(Log{LogLevel::info, fault});
}

void AttendedTransfers::start(Asker const& asker, OwnCall const& own, Place target, Time now) {
  Consultation transfer;
  transfer.asker = asker;
  transfer.line = own.line->id;
  transfer.own = own.call.uniqueid;
  transfer.held = own.call.peer.uniqueid;
  if (auto const* const channel = exchange_.model().channel(transfer.own)) transfer.bridge = channel->bridge;
  transfer.target = std::move(target);
  if (ask(transfer, Step::checking_include, dialplan_exists({hold_context, "s"}), now) == Fate::goes_on)
    transfers_.insert_or_assign(asker.user, std::move(transfer));
}

void AttendedTransfers::complete(Asker const& asker, Time now) { wish(Consultation::Wish::complete, asker, now); }

void AttendedTransfers::cancel(Asker const& asker, Time now) { wish(Consultation::Wish::cancel, asker, now); }

void AttendedTransfers::wish(Consultation::Wish what, Asker const& asker, Time now) {
  if (!is_live()) return refuse(asker, "service_unavailable");
  auto* const transfer = of(asker.user);
  if (!transfer) return;
  transfer->asker = asker;
  pursue(what, *transfer, now);
}

/// What comes before the transfer is set up is done then; what comes while it ends already, not at all.
void AttendedTransfers::pursue(Consultation::Wish wish, Consultation& transfer, Time now) {
  if (!transfer.is_set_up()) transfer.wish = wish;
  else if (transfer.token == Token{}) fulfil(wish, transfer, now);
}

AttendedTransfers::Fate AttendedTransfers::fulfil(Consultation::Wish wish, Consultation& transfer, Time now) {
  return wish == Consultation::Wish::complete ? hand_over(transfer, now) : reunite(transfer, now);
}

AttendedTransfers::Fate AttendedTransfers::hand_over(Consultation& transfer, Time now) {
  auto const& model = exchange_.model();
  auto const* const own = model.channel(transfer.own);
  auto const* const held = model.channel(transfer.held);
  if (!own || !held) return Fate::goes_on;  // look() knows what to do
  // Without a target that talks it is as if the user hung up: the other party follows. (without_user)
  auto const* target = model.channel(transfer.far);
  if (!target) {
    send(hang_up(own->name), now);
    return Fate::goes_on;
  }
  if (auto const* const phone = pbx::find_peer(model, *own)) target = phone;
  return ask(transfer, Step::completing, connect(held->name, target->name), now);
}

AttendedTransfers::Fate AttendedTransfers::reunite(Consultation& transfer, Time now) {
  auto const& model = exchange_.model();
  auto const* const own = model.channel(transfer.own);
  auto const* const held = model.channel(transfer.held);
  if (!own || !held) return Fate::goes_on;  // look() knows what to do
  return ask(transfer, Step::cancelling, connect(held->name, own->name), now);
}

void AttendedTransfers::answered(pbx::Answered const& answer, Time now) {
  auto const found = std::ranges::find_if(transfers_, [&](auto const& entry) { return entry.second.token == answer.token; });
  if (found == transfers_.end()) return;
  auto& transfer = found->second;
  transfer.token = {};
  auto fate = proceed(transfer, answer, now);
  if (fate == Fate::goes_on && transfer.is_set_up() && transfer.wish)
    fate = fulfil(*std::exchange(transfer.wish, std::nullopt), transfer, now);
  if (fate == Fate::over) transfers_.erase(found);
}

AttendedTransfers::Fate AttendedTransfers::proceed(Consultation& transfer, pbx::Answered const& answer, Time now) {
  using Outcome = pbx::Answered::Outcome;
  auto const was = transfer.step;
  if (answer.outcome == Outcome::unavailable) refuse(transfer.asker, "service_unavailable");
  if (answer.outcome != Outcome::success) {
    // The calls are as they were, or one has just ended; look() will see which.
    transfer.step = transfer.far.empty() && !is_voicemail(transfer) ? Step::calling : Step::talking;
    return was == Step::completing || was == Step::cancelling ? Fate::goes_on : Fate::over;
  }
  auto const& model = exchange_.model();
  switch (was) {
    case Step::checking_include:
      if (answer.value == "1") return ask(transfer, Step::checking_target, dialplan_exists(transfer.target), now);
      effects_.emplace_back(Log{LogLevel::warning, "no attended transfer to " + transfer.target.exten +
                                                       ": the dialplan does not have Crosspoint's include"});
      return refuse(transfer, "service_unavailable");
    case Step::checking_target: return check_target(transfer, answer, now);
    case Step::setting_up: transfer.step = Step::calling; return Fate::goes_on;
    case Step::completing:
      if (auto const* const own = model.channel(transfer.own)) send(hang_up(own->name), now);
      return Fate::over;
    case Step::cancelling:
      if (auto const* const far = model.channel(transfer.far)) send(hang_up(far->name), now);
      events_.emplace_back(TransferCancelled{transfer.line});
      return Fate::over;
    case Step::calling:
    case Step::talking: break;  // nothing is asked for there
  }
  return Fate::goes_on;
}

AttendedTransfers::Fate AttendedTransfers::check_target(Consultation& transfer, pbx::Answered const& answer, Time now) {
  if (answer.value == "1") return set_up(transfer, now);
  return refuse(transfer, is_voicemail(transfer) ? "service_unavailable" : unreachable(transfer.target.exten));
}

AttendedTransfers::Fate AttendedTransfers::set_up(Consultation& transfer, Time now) {
  auto const& model = exchange_.model();
  auto const* const own = model.channel(transfer.own);
  auto const* const held = model.channel(transfer.held);
  auto const* const line = directory_.line(transfer.line);
  if (!own || !held || !line) return Fate::over;  // the call has ended
  Place place{consult_context, transfer.target.exten};
  if (is_voicemail(transfer)) {
    place = transfer.target;
    for (auto const* const channel : {own, held}) send(set_variable(channel->name, mailbox_context_variable, line->context), now);
  } else {
    send(set_variable(own->name, "XP_CONSULT_CONTEXT", transfer.target.context), now);
    send(set_variable(own->name, "XP_CONSULT_TIMEOUT", std::to_string(ring_time_.count())), now);
  }
  return ask(transfer, Step::setting_up, part(held->name, {hold_context, "s"}, own->name, place), now);
}

void AttendedTransfers::heed(pbx::UserEventTold const& told, Time now) {
  if (told.name != "CrosspointConsultEnd") return;
  auto const found = std::ranges::find_if(transfers_, [&](auto const& entry) { return entry.second.own == told.uniqueid; });
  if (found == transfers_.end() || found->second.step < Step::setting_up) return;
  pursue(Consultation::Wish::cancel, found->second, now);  // busy, no answer, or the target has hung up (T134)
}

void AttendedTransfers::settle(Time now) {
  if (transfers_.empty() || !is_live()) return;
  for (auto entry = transfers_.begin(); entry != transfers_.end();)
    entry = look(entry->second, now) == Fate::over ? transfers_.erase(entry) : std::next(entry);
}

AttendedTransfers::Fate AttendedTransfers::look(Consultation& transfer, Time now) {
  if (transfer.token != Token{}) return Fate::goes_on;
  auto const& model = exchange_.model();
  auto const* const own = model.channel(transfer.own);
  auto const* const held = model.channel(transfer.held);
  if (!held) {
    events_.emplace_back(TransferCancelled{transfer.line});  // nothing is left to complete: the consultation is a call (T135)
    return Fate::over;
  }
  if (!own) return without_user(transfer, *held, now);
  // The answer to an action may be there before the events: the two are seen together for a moment more.
  auto const still_together = !own->bridge.empty() && own->bridge == transfer.bridge;
  if (transfer.step != Step::calling || still_together) return Fate::goes_on;
  auto const* const far = own->context == consult_context ? bridged_with(model, *own) : nullptr;
  if (!far && own->context != voicemail_context) return Fate::goes_on;
  if (far) transfer.far = far->uniqueid;
  transfer.step = Step::talking;
  events_.emplace_back(TransferAnswered{transfer.line});
  return Fate::goes_on;
}

/// The user has hung up. (T136)
AttendedTransfers::Fate AttendedTransfers::without_user(Consultation& transfer, pbx::Channel const& held, Time now) {
  auto const* const line = directory_.line(transfer.line);
  auto const* const far = exchange_.model().channel(transfer.far);
  if (transfer.far.empty()) {
    send(send_to(held.name, transfer.target), now);
    return Fate::over;
  }
  if (far && far->context == orphan_context && far->bridge.empty()) {
    send(connect(held.name, far->name), now);
    return Fate::over;
  }
  // Not there yet; or it is elsewhere, and somebody has to take the other party back.
  if (!transfer.alone_since) transfer.alone_since = now;
  if (far && now < *transfer.alone_since + orphan_patience) return Fate::goes_on;
  if (line) send(send_to(held.name, {line->context, line->number}), now);
  return Fate::over;
}

Time AttendedTransfers::deadline() const {
  auto earliest = Time::max();
  if (!is_live()) return earliest;
  for (auto const& [user, transfer] : transfers_)
    if (transfer.alone_since) earliest = std::min(earliest, *transfer.alone_since + orphan_patience);
  return earliest;
}

void AttendedTransfers::link_changed(pbx::LinkState state) {
  if (state == pbx::LinkState::live) adopt();
}

/// Transfers that were there before the server, or before the link to the exchange. (T139)
void AttendedTransfers::adopt() {
  auto const& channels = exchange_.model().channels;
  for (auto const& [id, line] : directory_.lines)
    for (auto const& uniqueid : channels.of_device(line.device())) {
      auto const* const own = channels.find(uniqueid);
      auto found = own ? find_consultation(exchange_.model(), line, *own) : std::nullopt;
      if (found) transfers_.emplace(line.user, std::move(*found));  // unless it is known
    }
}

void AttendedTransfers::forget(SessionId session) {
  for (auto& [user, transfer] : transfers_)
    if (transfer.asker.session == session) transfer.asker.session = {};
}

}  // namespace crosspoint::domain
