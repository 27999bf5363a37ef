#include "domain/transfers/blind_transfers.h"

#include "domain/actions.h"
#include "domain/events.h"
#include "domain/transfers/mailboxes.h"
#include "domain/transfers/own_call.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {

void BlindTransfers::refuse(Asker const& asker, std::string error) { events_.emplace_back(CallRefused{asker, std::move(error)}); }

std::optional<OwnCall> BlindTransfers::call_of(Asker const& asker, Which which) {
  if (exchange_.state() != pbx::LinkState::live) {
    refuse(asker, "service_unavailable");
    return std::nullopt;
  }
  auto call = call_to_send_on(directory_, exchange_.model(), asker.user, which);
  if (!call && which) refuse(asker, no_such_call);
  return call;
}

/// There is no such place, or no such call any more.
void BlindTransfers::tell_gone(Pending const& transfer) {
  results_.tell({transfer.asker.user, transfer.own, transfer.to}, TransferResult::gone);
}

void BlindTransfers::ask(Pending transfer, wire::ami::Action const& action, Time now) {
  auto const token = exchange_.act(action, now);
  if (token) pending_.emplace(*token, std::move(transfer));
  else refuse(transfer.asker, token.error().code == Errc::bad_request ? std::move(transfer.error) : "service_unavailable");
}

void BlindTransfers::send_on(Pending transfer, Time now) {
  auto const question = dialplan_exists(transfer.place);
  ask(std::move(transfer), question, now);
}

/// BlindTransfer, not Redirect of the other party: it ends the call of an agent in the eyes of the queue.
void BlindTransfers::send(Pending transfer, Time now) {
  auto const& model = exchange_.model();
  auto const* const own = model.channel(transfer.own);
  auto const* const other = own ? bridged_with(model, *own) : nullptr;
  auto const* const line = own ? directory_.line(transfer.line) : nullptr;
  if (!other || !line) return tell_gone(transfer);  // the call has ended
  // Asterisk carries out what one connection asks for in order.
  if (transfer.place.context == voicemail_context)
    static_cast<void>(exchange_.act(set_variable(other->name, mailbox_context_variable, line->context), now));
  transfer.is_sent = true;
  results_.follow({transfer.asker.user, transfer.own, transfer.to}, *other, transfer.place);
  wire::ami::Action const action{"BlindTransfer",
                                 {{"Channel", own->name}, {"Context", transfer.place.context}, {"Exten", transfer.place.exten}}};
  ask(std::move(transfer), action, now);
}

void BlindTransfers::to_number(Asker const& asker, Which which, std::string_view number, Time now) {
  auto const own = call_of(asker, which);
  if (!own) return;
  Pending transfer{.asker = asker, .line = own->line->id, .own = own->call.uniqueid, .to = std::string(number)};
  auto exten = resolve_destination(number, directory_, codes_);
  if (!exten) {
    tell_gone(transfer);
    return refuse(asker, "unreachable_extension:" + exten.error().detail);
  }
  transfer.error = "unreachable_extension:" + *exten;
  transfer.place = {own->line->context, std::move(*exten)};
  send_on(std::move(transfer), now);
}

void BlindTransfers::to_voicemail(Asker const& asker, Which which, std::string_view mailbox, Time now) {
  auto const own = call_of(asker, which);
  if (!own) return;
  std::string to(mailbox);
  Pending transfer{asker, own->line->id, own->call.uniqueid, to, {voicemail_context, to}, "service_unavailable"};
  if (auto const fault = fault_of_mailbox(exchange_.model(), mailbox, own->line->context); !fault.empty()) {
    effects_.emplace_back(Log{LogLevel::info, fault});
    return tell_gone(transfer);
  }
  send_on(std::move(transfer), now);
}

void BlindTransfers::to_queue(Asker const& asker, std::string_view queue, Time now) {
  auto const own = call_of(asker, {});
  if (!own) return;
  auto const* const to = directory_.queue_named(queue);
  if (!to) return;
  send_on({asker,
           own->line->id,
           own->call.uniqueid,
           std::string(queue),
           {to->context, to->number},
           "unreachable_extension:" + to->number},
          now);
}

void BlindTransfers::answered(pbx::Answered const& answer, Time now) {
  auto found = pending_.extract(answer.token);
  if (!found) return;
  auto& transfer = found.mapped();
  using Outcome = pbx::Answered::Outcome;
  if (!transfer.is_sent && answer.value == "1") return send(std::move(transfer), now);
  if (transfer.is_sent && answer.outcome == Outcome::success) return;
  results_.dismiss(transfer.own);
  if (answer.outcome == Outcome::unavailable) return refuse(transfer.asker, "service_unavailable");
  tell_gone(transfer);
  if (!transfer.is_sent) return refuse(transfer.asker, std::move(transfer.error));
  // Any other error says that the call has just ended.
  if (answer.message.starts_with("Transfer"))
    effects_.emplace_back(Log{LogLevel::warning, "Asterisk does not transfer a call: " + answer.message});
}

void BlindTransfers::forget(SessionId session) {
  std::erase_if(pending_, [&](auto const& entry) { return entry.second.asker.session == session; });
}

}  // namespace crosspoint::domain
