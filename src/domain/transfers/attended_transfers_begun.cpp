// How attended transfers begin. (telephony 4.5, 4.6)
#include "domain/actions.h"
#include "domain/events.h"
#include "domain/transfers/attended_transfers.h"
#include "domain/transfers/mailboxes.h"
#include "domain/transfers/own_call.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {
namespace {

/// What crosspoint-consult takes: a name of letters could be one of the dialplan's own, such as `h`.
bool can_be_consulted(std::string_view exten) { return exten.find_first_of("+*#0123456789") == 0; }

}  // namespace

/// The call that is to be transferred, unless the user has a transfer already.
std::optional<OwnCall> AttendedTransfers::call_of(Asker const& asker, Which which) {
  auto own = of(asker.user) ? std::nullopt : call_to_transfer(directory_, exchange_.model(), asker.user, which);
  if (!own && which) refuse(asker, no_such_call);
  return own;
}

void AttendedTransfers::begin(Asker const& asker, Which which, std::string_view number, Time now) {
  if (!is_live()) return refuse(asker, "service_unavailable");
  auto const own = call_of(asker, which);
  if (!own) return;
  auto const exten = resolve_destination(number, directory_, codes_);
  if (exten && can_be_consulted(*exten)) return start(asker, *own, {own->line->context, *exten}, number, now);
  results_.tell({asker.user, own->call.uniqueid, std::string(number)}, TransferResult::gone);
  refuse(asker, "unreachable_extension:" + (exten ? *exten : exten.error().detail));
}

void AttendedTransfers::begin_voicemail(Asker const& asker, Which which, std::string_view mailbox, Time now) {
  if (!is_live()) return refuse(asker, "service_unavailable");
  auto const own = call_of(asker, which);
  if (!own) return;
  auto const fault = fault_of_mailbox(exchange_.model(), mailbox, own->line->context);
  if (fault.empty()) return start(asker, *own, {voicemail_context, std::string(mailbox)}, mailbox, now);
  results_.tell({asker.user, own->call.uniqueid, std::string(mailbox)}, TransferResult::gone);
  effects_.emplace_back(Log{LogLevel::info, fault});
}

void AttendedTransfers::start(Asker const& asker, OwnCall const& own, Place target, std::string_view to, Time now) {
  Consultation transfer;
  transfer.asker = asker;
  transfer.line = own.line->id;
  transfer.own = own.call.uniqueid;
  transfer.held = own.call.peer.uniqueid;
  if (auto const* const channel = exchange_.model().channel(transfer.own)) transfer.bridge = channel->bridge;
  transfer.target = std::move(target);
  transfer.to = to;
  if (ask(transfer, Step::checking_include, dialplan_exists({hold_context, "s"}), now) == Fate::goes_on)
    transfers_.insert_or_assign(asker.user, std::move(transfer));
}

AttendedTransfers::Fate AttendedTransfers::check_target(Consultation& transfer, pbx::Answered const& answer, Time now) {
  if (answer.value == "1") return set_up(transfer, now);
  tell(transfer, TransferResult::gone);
  return refuse(transfer, transfer.is_voicemail() ? "service_unavailable" : "unreachable_extension:" + transfer.target.exten);
}

AttendedTransfers::Fate AttendedTransfers::set_up(Consultation& transfer, Time now) {
  auto const& model = exchange_.model();
  auto const* const own = model.channel(transfer.own);
  auto const* const held = model.channel(transfer.held);
  auto const* const line = directory_.line(transfer.line);
  if (!own || !held || !line) return Fate::over;  // the call has ended
  Place place{consult_context, transfer.target.exten};
  if (transfer.is_voicemail()) {
    place = transfer.target;
    for (auto const* const channel : {own, held}) send(set_variable(channel->name, mailbox_context_variable, line->context), now);
  } else {
    send(set_variable(own->name, "XP_CONSULT_CONTEXT", transfer.target.context), now);
    send(set_variable(own->name, "XP_CONSULT_TIMEOUT", std::to_string(ring_time_.count())), now);
  }
  return ask(transfer, Step::setting_up, part(held->name, {hold_context, "s"}, own->name, place), now);
}

}  // namespace crosspoint::domain
