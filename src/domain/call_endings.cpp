#include "domain/call_endings.h"

#include <algorithm>
#include <optional>

#include "domain/events.h"
#include "domain/transfers/attended_transfers.h"
#include "domain/transfers/transfer_results.h"
#include "pbx/exchange.h"
#include "pbx/model/cause.h"

namespace crosspoint::domain {
namespace {

using Result = CallResult;

/// Of all whom a leg has called at last. Whoever has let it ring counts before those who could not be had.
std::optional<Result> failure_of(pbx::Dialling const& dialling) {
  if (dialling.unanswered > dialling.unreachable + dialling.refused) return Result::no_answer;
  if (dialling.busy > 0) return Result::busy;
  if (dialling.refused > 0) return Result::refused;
  return dialling.unreachable > 0 ? std::optional(Result::unreachable) : std::nullopt;
}

/// Asterisk 16 may tell that the caller has ended before the legs that it called: it has got their cause.
pbx::Dialling explained(pbx::Dialling dialling, int cause) {
  if (cause == pbx::cause::call_rejected) dialling.refused += dialling.unexplained;
  if (pbx::cause::is_unreachable(cause)) dialling.unreachable += dialling.unexplained;
  return dialling;
}

/// What the dialplan, or a trunk, says of a call that has rung nowhere.
std::optional<Result> failure_of(int cause) {
  if (cause == pbx::cause::user_busy) return Result::busy;
  if (cause == pbx::cause::call_rejected) return Result::refused;
  if (pbx::cause::is_silence(cause)) return Result::no_answer;
  return pbx::cause::is_unreachable(cause) ? std::optional(Result::unreachable) : std::nullopt;
}

/// A call that rings at several phones may come by Local channels, and not every application says why a phone rings no more.
bool was_taken_elsewhere(pbx::Model const& model, pbx::LegEnded const& notice) {
  if (notice.cause == pbx::cause::answered_elsewhere) return true;
  auto const* caller = model.channel(notice.leg.course.caller);
  while (caller && !caller->dialling.taken) {
    auto const* const before = model.channels.other_half(*caller);
    caller = before ? model.channel(before->course.caller) : nullptr;
  }
  return caller != nullptr;
}

Result unanswered(pbx::Model const& model, pbx::LegEnded const& notice) {
  if (was_taken_elsewhere(model, notice)) return Result::elsewhere;
  auto const is_declined = notice.cause == pbx::cause::user_busy || notice.cause == pbx::cause::call_rejected;
  return is_declined || notice.leg.course.diverted ? Result::declined : Result::missed;
}

}  // namespace

void CallEndings::shown(UserId user, std::vector<ShownCall> const& calls) {
  for (auto const& call : calls) {
    auto& entry = shown_[call.id];
    auto const is_up = call.state != ShownCall::State::dialling && call.state != ShownCall::State::ringing;
    entry = {user, call.incoming, entry.was_up || is_up};
  }
  // One that hears a busy tone is no call any more, but its end is still to come. Others have been given to somebody else.
  std::erase_if(shown_, [&](auto const& entry) {
    auto const* const leg = exchange_.model().channel(entry.first);
    auto const is_told = std::ranges::find(calls, entry.first, &ShownCall::id) != calls.end();
    return entry.second.user == user && !is_told && (!leg || leg->state != pbx::ChannelState::busy);
  });
}

/// The dialplan may ask before the exchange has told of the leg.
void CallEndings::heed(Event const& event) {
  auto const* const turned_away = std::get_if<CallTurnedAway>(&event);
  if (!turned_away) return;
  std::erase_if(turned_away_, [&](std::string const& leg) { return !exchange_.model().channel(leg); });
  turned_away_.insert(turned_away->uniqueid);
}

/// Who hangs up during a consultation has sent the other party on, too.
bool CallEndings::is_transferred(std::string_view call) const {
  auto const* const consultation = transfers_.of_leg(call);
  return results_.has_sent_on(call) || (consultation && consultation->step >= Consultation::Step::setting_up);
}

void CallEndings::ended(pbx::LegEnded const& notice) {
  auto const found = shown_.find(notice.leg.uniqueid);
  if (found == shown_.end()) return;
  auto const ending = ending_of(notice, found->second);
  if (!is_transferred(found->first))
    events_.emplace_back(CallEnded{found->second.user, found->first, ending.result, ending.talked});
  turned_away_.erase(found->first);
  shown_.erase(found);
}

CallEndings::Ending CallEndings::ending_of(pbx::LegEnded const& notice, Shown const& call) const {
  auto const& leg = notice.leg;
  auto const& course = leg.course;
  auto const talked_since = [&](std::optional<Time> begin) {
    return Ending{Result::ended, std::max(Duration{}, notice.at - begin.value_or(notice.at))};
  };
  auto const own_phone_rang = course.start == pbx::Course::Start::originated;
  if (leg.talking_since) return talked_since(leg.talking_since);
  if (call.incoming) return course.up ? talked_since(course.up) : Ending{unanswered(exchange_.model(), notice)};
  if (course.answered) return talked_since(course.answered);
  if (leg.dialling.legs > 0 || leg.dialling.given_up || (own_phone_rang && !course.up)) return {Result::cancelled};
  if (turned_away_.contains(leg.uniqueid)) return {Result::busy};
  if (auto const failure = failure_of(explained(leg.dialling, notice.cause))) return {*failure};
  // It has called nobody: something else has answered, or there is no such number.
  if (course.up && !own_phone_rang) return talked_since(course.up);
  if (auto const failure = failure_of(notice.cause)) return {*failure};
  return call.was_up ? talked_since(course.up) : Ending{Result::cancelled};
}

}  // namespace crosspoint::domain
