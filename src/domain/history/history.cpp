#include "domain/history/history.h"

#include <algorithm>

#include "domain/history/past_call.h"
#include "domain/people/people.h"

namespace crosspoint::domain {

using Mode = flow::PastCall::Mode;

void History::ended(pbx::LegEnded const& ended) {
  auto const& leg = ended.leg;
  if (auto const* const line = lines_.of_device(leg.device))
    if (auto call = past_call(ended, *line, wall_clock_); call && (call->mode != Mode::missed || !rings_on(line->user, leg)))
      keep(*line, std::move(*call));
  if (!settings_.offline_is_missed || !found_nobody(ended)) return;
  auto const* const dialled = lines_.of_number(leg.course.context, leg.course.exten);
  auto const* const user = dialled ? directory_.user(dialled->user) : nullptr;
  if (user && directory_.main_line(*user) == dialled) turned_away(user->id, leg.caller, leg.linkedid, ended.at);
}

void History::turned_away(UserId user, pbx::Party const& caller, std::string_view linkedid, Time now) {
  auto const* const known = directory_.user(user);
  auto const* const line = known ? directory_.main_line(*known) : nullptr;
  if (!line) return;
  keep(*line, {.line = line->id,
               .mode = Mode::missed,
               .extension = caller.number,
               .name = caller.name,
               .started = wall_clock_.at(now),
               .ended = wall_clock_.at(now),
               .linkedid = std::string(linkedid)});
}

/// Another phone of the user still has the same call: what becomes of it is told when that one ends.
bool History::rings_on(UserId user, pbx::Channel const& ended) const {
  auto const* const known = directory_.user(user);
  if (!known) return false;
  auto const& channels = exchange_.model().channels;
  return std::ranges::any_of(known->lines, [&](LineId id) {
    auto const* const line = directory_.line(id);
    return line && std::ranges::any_of(channels.of_device(line->device()), [&](std::string const& uniqueid) {
             auto const* const other = channels.find(uniqueid);
             return other && other->linkedid == ended.linkedid && other->course.start == pbx::Course::Start::called;
           });
  });
}

void History::keep(directory::Line const& line, flow::PastCall call) {
  if (!settings_.keep) return;
  if (call.mode == Mode::missed) {
    auto& last = last_missed_[line.user];
    if (!call.linkedid.empty() && last == call.linkedid) return;  // several phones of the user rang for it
    last = call.linkedid;
  }
  if (call.name.empty()) call.name = name_of(call.extension, line);
  effects_.emplace_back(flow::Store{tokens_.next(), flow::SaveCall{line.user, std::move(call)}});
}

/// Whom or what the user of that line reaches by the number; empty when nobody knows. The house comes first.
std::string History::name_of(std::string const& number, directory::Line const& line) const {
  if (number.empty()) return {};
  auto const is_called = [&](auto const& entry) { return entry.second.number == number && entry.second.context == line.context; };
  auto const* const other = lines_.of_number(line.context, number);
  if (auto const* const user = other ? directory_.user(other->user) : nullptr) return user->fullname();
  if (auto const queue = std::ranges::find_if(directory_.queues, is_called); queue != directory_.queues.end())
    return queue->second.display_name.empty() ? queue->second.name : queue->second.display_name;
  if (auto const room = std::ranges::find_if(directory_.rooms, is_called); room != directory_.rooms.end())
    return room->second.name;
  auto const* const contact = people_.of_number(number, line.user);
  return contact ? contact->value("name") : std::string{};
}

void History::heed(Event const& event, Time now) {
  auto const* const call = std::get_if<CallTurnedAway>(&event);
  if (!call) return;
  auto const* const channel = exchange_.model().channel(call->uniqueid);
  turned_away(call->user, {call->caller_name, call->caller_number}, channel ? channel->linkedid : call->uniqueid, now);
}

void History::ask(Asker const& asker, std::size_t most, std::optional<flow::CallMark> const& before, Detail detail) {
  auto const token = tokens_.next();
  asked_.emplace(token, Asked{asker, detail});
  effects_.emplace_back(flow::ReadCalls{token, asker.user, std::min(most, longest), before});
}

void History::read(flow::CallsRead answer) {
  auto asked = asked_.extract(answer.token);
  if (!asked) return;
  auto const wants_ids = asked.mapped().detail == Detail::with_ids;
  events_.emplace_back(HistoryRead{std::move(asked.mapped().asker), std::move(answer.entries),
                                   wants_ids ? std::optional(answer.seen_until) : std::nullopt});
}

void History::seen(UserId user, flow::CallMark const& until) {
  auto const token = tokens_.next();
  seen_.emplace(token, HistorySeen{user, until});
  effects_.emplace_back(flow::Store{token, flow::SaveHistorySeen{user, until.started}});
}

void History::stored(Token token, bool done) {
  if (auto const seen = seen_.extract(token); seen && done) events_.emplace_back(seen.mapped());
}

void History::forget(SessionId session) {
  std::erase_if(asked_, [&](auto const& entry) { return entry.second.asker.session == session; });
}

void History::reconfigured() {
  lines_.rebuild();
  std::erase_if(last_missed_, [&](auto const& entry) { return !directory_.user(entry.first); });
}

}  // namespace crosspoint::domain
