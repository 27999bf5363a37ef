#include "domain/current_calls.h"

#include <algorithm>

#include "domain/events.h"
#include "domain/transfers/attended_transfers.h"
#include "domain/transfers/holds.h"

namespace crosspoint::domain {

std::optional<std::vector<CurrentCall>> CurrentCalls::of(UserId user) const {
  auto const* const known = directory_.user(user);
  if (!known || known->lines.empty()) return std::nullopt;
  std::vector<CurrentCall> calls;
  for (auto const id : known->lines)
    if (auto const* const line = directory_.line(id))
      for (auto const& call : holds_.calls_of(line->device()))
        if (!call.peer.uniqueid.empty())
          calls.push_back({call.party.name, call.party.number, call.on_hold, call.start.value_or(call.created)});
  std::ranges::stable_sort(calls, {}, &CurrentCall::start);
  return calls;
}

directory::Line const* CurrentCalls::consults_on(UserId user) const { return transfers_.consults_on(user); }

void CurrentCalls::calls_changed(std::string_view device) {
  auto const* const line = lines_.of_device(device);
  if (!line) return;
  auto calls = of(line->user).value_or(std::vector<CurrentCall>{});
  auto const told = talking_.find(line->user);
  if (told == talking_.end() ? calls.empty() : told->second == calls) return;
  if (calls.empty()) talking_.erase(told);
  else talking_.insert_or_assign(line->user, calls);
  tell(line->user, std::move(calls));
}

void CurrentCalls::tell_again() {
  for (auto const& [user, calls] : talking_) tell(user, calls);
}

void CurrentCalls::tell(UserId user, std::vector<CurrentCall> calls) {
  auto const* const consulting = calls.empty() ? nullptr : consults_on(user);
  events_.emplace_back(CurrentCallsChanged{user, std::move(calls)});
  if (consulting) events_.emplace_back(TransferAnswered{consulting->id});
}

}  // namespace crosspoint::domain
