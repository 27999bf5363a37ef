// How attended transfers end when one of the three leaves. (telephony 4.5)
#include <algorithm>

#include "domain/actions.h"
#include "domain/events.h"
#include "domain/transfers/attended_transfers.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {
namespace {

/// How long the target may take from the end of the user's leg to its place in our dialplan.
constexpr Duration orphan_patience{2'000'000};

/// A target that has answered and then hangs up is no news: the user has heard it.
std::optional<TransferResult> failure_of(std::string_view dial_status) {
  if (dial_status == "BUSY") return TransferResult::busy;
  auto const is_missing = dial_status == "NOANSWER" || dial_status == "CHANUNAVAIL" || dial_status == "CONGESTION";
  return is_missing ? std::optional(TransferResult::no_answer) : std::nullopt;
}

}  // namespace

/// Busy, no answer, or the target has hung up (T134). What the exchange says of a call in which nobody waits any more, because
/// the other party has gone or was given back, ends that call: its dialplan would keep the phone for half a minute. (T135)
void AttendedTransfers::heed(pbx::UserEventTold const& told, Time now) {
  if (told.name != "CrosspointConsultEnd") return;
  auto const found = std::ranges::find_if(transfers_, [&](auto const& entry) { return entry.second.own == told.uniqueid; });
  if (found == transfers_.end() || found->second.step < Step::setting_up) {
    ended_.insert(told.uniqueid);
    return release(now);
  }
  found->second.has_ended = true;
  if (auto const failure = failure_of(told.field("Status"))) tell(found->second, *failure);
  pursue(Consultation::Wish::cancel, found->second);
}

/// Unless somebody waits for that user after all: there may be another server on the exchange, or the exchange has not said yet
/// that the other party has gone.
void AttendedTransfers::release(Time now) {
  auto const& model = exchange_.model();
  std::erase_if(ended_, [&](std::string const& uniqueid) {
    auto const* const own = model.channel(uniqueid);
    auto const* const line = own && own->context == consult_context ? directory_.line_of_device(own->device) : nullptr;
    if (line && find_consultation(model, *line, *own)) return false;
    if (line) let_go(*own, now);
    return true;
  });
}

/// Nothing is left to complete: the consultation is a call, if it still goes on. (T135)
AttendedTransfers::Fate AttendedTransfers::without_other(Consultation const& transfer, pbx::Channel const* own, Time now) {
  events_.emplace_back(TransferCancelled{transfer.line});
  if (!transfer.has_ended) tell(transfer, TransferResult::gone);
  if (own && transfer.has_ended) let_go(*own, now);
  return Fate::over;
}

/// The user has hung up. (T136)
AttendedTransfers::Fate AttendedTransfers::without_user(Consultation& transfer, pbx::Channel const& held, Time now) {
  auto const* const line = directory_.line(transfer.line);
  auto const* const far = exchange_.model().channel(transfer.far);
  if (transfer.far.empty()) {
    results_.follow({transfer.asker.user, transfer.own, transfer.to}, held, transfer.target);
    send(send_to(held.name, transfer.target), now);
    return Fate::over;
  }
  if (!transfer.alone_since) transfer.alone_since = now;
  if (far && far->context == orphan_context && far->bridge.empty()) {
    auto const late = *transfer.alone_since + Arrival::patience;
    if (!far->hears_music && now < late) return wait(transfer, late);
    return join(transfer, Step::completing, held, *far, now);
  }
  // Not there yet; or it is elsewhere, and somebody has to take the other party back.
  auto const late = *transfer.alone_since + orphan_patience;
  if (far && now < late) return wait(transfer, late);
  if (line) send(send_to(held.name, {line->context, line->number}), now);
  return Fate::over;
}

}  // namespace crosspoint::domain
