#include "domain/transfers/transfer_results.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "domain/events.h"
#include "domain/transfers/mailboxes.h"
#include "pbx/exchange.h"
#include "pbx/peers.h"

namespace crosspoint::domain {
namespace {

/// How long a leg that rings nowhere may be on its way: between two phones of a forward, or before the first. Then the dialplan
/// has it, with a busy tone, a mailbox, or whatever it is that does not ring.
constexpr Duration patience{2'000'000};

/// Causes of an end: of a target that was busy, and of one that could not be had otherwise. (telephony 2.1)
constexpr int user_busy = 17;
constexpr std::array not_had{3, 18, 19, 20, 21, 27, 34, 38, 42};

}  // namespace

void TransferResults::tell(Transfer const& transfer, TransferResult result) {
  if (!listening_.contains(transfer.user)) return;
  if (result == TransferResult::answered) sent_on(transfer.call);
  events_.emplace_back(TransferEnded{transfer.user, transfer.call, transfer.to, result});
}

void TransferResults::sent_on(std::string const& call) {
  if (exchange_.model().channel(call)) sent_on_.insert(call);
}

void TransferResults::follow(Transfer transfer, pbx::Channel const& leg, Place const& place) {
  if (!listening_.contains(transfer.user)) return;
  sent_on(transfer.call);
  auto const* const speaker = pbx::find_speaker(exchange_.model(), leg);
  Followed followed;
  followed.transfer = std::move(transfer);
  followed.party = speaker ? speaker->uniqueid : leg.uniqueid;
  followed.begun = leg.dialling.begun;
  followed.to_mailbox = place.context == voicemail_context;
  followed_.insert_or_assign(leg.uniqueid, std::move(followed));
}

void TransferResults::dismiss(std::string_view call) {
  std::erase_if(followed_, [&](auto const& entry) { return entry.second.transfer.call == call; });
  if (auto const found = sent_on_.find(call); found != sent_on_.end()) sent_on_.erase(found);
}

void TransferResults::ended(pbx::LegEnded const& notice) {
  sent_on_.erase(notice.leg.uniqueid);
  auto const found = followed_.find(notice.leg.uniqueid);
  if (found == followed_.end()) return;
  auto const failed = failure_of(notice.leg, found->second);
  auto const was_not_had = std::ranges::find(not_had, notice.cause) != not_had.end();
  auto const by_cause = notice.cause == user_busy ? TransferResult::busy
                        : was_not_had             ? TransferResult::no_answer
                                                  : TransferResult::gone;
  tell(found->second.transfer, failed.value_or(by_cause));
  followed_.erase(found);
}

void TransferResults::heed(Event const& event) {
  if (followed_.empty()) return;
  auto const* const turned_away = std::get_if<CallTurnedAway>(&event);
  auto const found = turned_away ? followed_.find(turned_away->uniqueid) : followed_.end();
  if (found != followed_.end()) found->second.turned_away = true;
}

/// How those have reacted whom the leg has called on its way; nothing when it has called nobody, or still does.
std::optional<TransferResult> TransferResults::failure_of(pbx::Channel const& leg, Followed const& followed) {
  auto const& dialling = leg.dialling;
  auto const has_called = dialling.begun != followed.begun && dialling.legs == 0;
  if (has_called && dialling.unanswered > 0) return TransferResult::no_answer;
  return (has_called && dialling.busy > 0) || followed.turned_away ? std::optional(TransferResult::busy) : std::nullopt;
}

/// Somebody else has it, or a queue, a conference, a parking lot.
bool TransferResults::has_arrived(pbx::Channel const& leg, Followed const& followed) const {
  if (!leg.queue.empty()) return true;
  auto const& model = exchange_.model();
  auto const* const bridge = pbx::lookup(model.bridges, leg.bridge);
  if (bridge && !bridge->type.empty() && !bridge->joins_two()) return true;
  auto const* const peer = pbx::find_peer(model, leg);
  return peer && peer->uniqueid != followed.transfer.call;
}

std::optional<TransferResult> TransferResults::result_of(std::string const& uniqueid, Followed& followed, Time now) {
  auto const& model = exchange_.model();
  auto const* const leg = model.channel(uniqueid);
  if (!leg) {  // half of a Local channel: Asterisk may have taken it out of the path
    auto const* const party = model.channel(followed.party);
    return party && party->bridge.empty() ? std::nullopt : std::optional(party ? TransferResult::answered : TransferResult::gone);
  }
  if (has_arrived(*leg, followed)) return TransferResult::answered;
  auto const* const own = model.channel(followed.transfer.call);
  auto const is_on_its_way = leg->bridge.empty() || !own || own->bridge != leg->bridge;
  if (!is_on_its_way || leg->dialling.legs > 0) {
    followed.quiet_since.reset();
    return std::nullopt;
  }
  if (followed.to_mailbox) return TransferResult::answered;
  if (!followed.quiet_since) followed.quiet_since = now;
  if (now < *followed.quiet_since + patience) return std::nullopt;
  return failure_of(*leg, followed).value_or(TransferResult::answered);
}

void TransferResults::settle(Time now) {
  for (auto entry = followed_.begin(); entry != followed_.end();) {
    auto const result = result_of(entry->first, entry->second, now);
    if (result) tell(entry->second.transfer, *result);
    entry = result ? followed_.erase(entry) : std::next(entry);
  }
}

Time TransferResults::deadline() const {
  auto earliest = Time::max();
  for (auto const& [leg, followed] : followed_)
    if (followed.quiet_since) earliest = std::min(earliest, *followed.quiet_since + patience);
  return earliest;
}

}  // namespace crosspoint::domain
