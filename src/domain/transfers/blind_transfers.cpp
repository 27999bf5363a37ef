#include "domain/transfers/blind_transfers.h"

#include <algorithm>

#include "domain/events.h"
#include "domain/transfers/actions.h"
#include "domain/transfers/mailboxes.h"
#include "domain/transfers/own_call.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {

void BlindTransfers::refuse(Asker const& asker, std::string error) { events_.emplace_back(CallRefused{asker, std::move(error)}); }

std::optional<OwnCall> BlindTransfers::call_of(Asker const& asker) {
  if (exchange_.state() == pbx::LinkState::live) return call_to_transfer(directory_, exchange_.model(), asker.user);
  refuse(asker, "service_unavailable");
  return std::nullopt;
}

/// BlindTransfer, not Redirect of the other party: it is refused when there is no such extension, and it ends the call of an
/// agent in the eyes of the queue.
void BlindTransfers::send_on(Asker const& asker, OwnCall const& own, Place const& place, std::string error, Time now) {
  auto const token =
      exchange_.act({"BlindTransfer", {{"Channel", own.call.channel}, {"Context", place.context}, {"Exten", place.exten}}}, now);
  if (token) pending_.emplace(*token, Pending{asker, std::move(error)});
  else refuse(asker, token.error().code == Errc::bad_request ? std::move(error) : "service_unavailable");
}

void BlindTransfers::to_number(Asker const& asker, std::string_view number, Time now) {
  auto const own = call_of(asker);
  if (!own) return;
  auto const exten = resolve_destination(number, directory_, codes_);
  if (!exten) return refuse(asker, "unreachable_extension:" + exten.error().detail);
  send_on(asker, *own, {own->line->context, *exten}, "unreachable_extension:" + *exten, now);
}

void BlindTransfers::to_voicemail(Asker const& asker, std::string_view mailbox, Time now) {
  auto const own = call_of(asker);
  if (!own) return;
  if (auto const fault = fault_of_mailbox(exchange_.model(), mailbox, own->line->context); !fault.empty()) {
    effects_.emplace_back(Log{LogLevel::info, fault});
    return;
  }
  auto const* const channel = exchange_.model().channel(own->call.uniqueid);
  auto const* const other = channel ? bridged_with(exchange_.model(), *channel) : nullptr;
  if (!other) return;
  // Asterisk carries out what one connection asks for in order; if the call has ended meanwhile, the second fails as well.
  static_cast<void>(exchange_.act(set_variable(other->name, mailbox_context_variable, own->line->context), now));
  send_on(asker, *own, {voicemail_context, std::string(mailbox)}, "service_unavailable", now);
}

void BlindTransfers::to_queue(Asker const& asker, std::string_view queue, Time now) {
  auto const own = call_of(asker);
  if (!own) return;
  auto const found = std::ranges::find_if(directory_.queues, [&](auto const& each) { return each.second.name == queue; });
  if (found == directory_.queues.end()) return;
  auto const& to = found->second;
  send_on(asker, *own, {to.context, to.number}, "unreachable_extension:" + to.number, now);
}

void BlindTransfers::answered(pbx::Answered const& answer) {
  auto const found = pending_.find(answer.token);
  if (found == pending_.end()) return;
  using Outcome = pbx::Answered::Outcome;
  if (answer.outcome == Outcome::unavailable) refuse(found->second.asker, "service_unavailable");
  else if (answer.outcome == Outcome::error && answer.message.starts_with("Transfer invalid"))
    refuse(found->second.asker, found->second.error);
  else if (answer.outcome == Outcome::error && answer.message.starts_with("Transfer"))
    effects_.emplace_back(Log{LogLevel::warning, "Asterisk does not transfer a call: " + answer.message});
  pending_.erase(found);  // any other error says that the call has just ended
}

void BlindTransfers::forget(SessionId session) {
  std::erase_if(pending_, [&](auto const& entry) { return entry.second.asker.session == session; });
}

}  // namespace crosspoint::domain
