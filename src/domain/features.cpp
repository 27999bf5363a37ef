#include "domain/features.h"

#include <algorithm>
#include <utility>

#include "domain/destination.h"
#include "flow/effects.h"

namespace crosspoint::domain {
namespace {

directory::Services merged(directory::Services services, ServiceChange const& change) {
  services.dnd = change.dnd.value_or(services.dnd);
  services.call_filter = change.call_filter.value_or(services.call_filter);
  services.recording = change.recording.value_or(services.recording);
  services.unconditional = change.unconditional.value_or(services.unconditional);
  services.no_answer = change.no_answer.value_or(services.no_answer);
  services.busy = change.busy.value_or(services.busy);
  return services;
}

}  // namespace

Features::Saving* Features::last_saving_of(UserId user) {
  auto const found = std::find_if(saving_.rbegin(), saving_.rend(), [&](Saving const& s) { return s.user == user; });
  return found == saving_.rend() ? nullptr : &*found;
}

void Features::set(UserId user, ServiceChange change) {
  auto const found = directory_.users.find(user);
  if (found == directory_.users.end()) return;
  for (auto* const forward : {&change.unconditional, &change.no_answer, &change.busy}) {
    if (!*forward) continue;
    (*forward)->destination = dialable((*forward)->destination);
    if ((*forward)->destination.empty()) (*forward)->on = false;
  }
  auto& services = found->second.services;
  auto const before = std::exchange(services, merged(services, change));
  if (services == before) return tell_in_order(user, ServicesSet{user, std::move(change)});
  auto const token = tokens_.next();
  saving_.push_back({token, user, before, ServicesSet{user, std::move(change)}, {}});
  effects_.emplace_back(flow::Store{token, flow::SaveServices{user, services}});
}

void Features::tell_in_order(UserId user, Event event) {
  if (auto* const saving = last_saving_of(user)) saving->afterwards.push_back(std::move(event));
  else events_.push_back(std::move(event));
}

void Features::stored(Token token, bool done) {
  auto const found = std::ranges::find(saving_, token, &Saving::token);
  if (found == saving_.end()) return;
  auto const saving = std::move(*found);
  saving_.erase(found);
  if (done) {
    events_.push_back(saving.confirmation);
  } else {
    if (auto const user = directory_.users.find(saving.user); user != directory_.users.end() && !last_saving_of(saving.user))
      user->second.services = saving.before;
    effects_.emplace_back(Log{LogLevel::error, "services of user " + std::to_string(saving.user.value) +
                                                   " could not be stored and stay as they were: see the store's own message"});
  }
  events_.insert(events_.end(), saving.afterwards.begin(), saving.afterwards.end());
}

void Features::keep_unsaved(directory::Directory& fresh) const {
  for (auto const& saving : saving_) {
    auto const here = directory_.users.find(saving.user);
    auto const there = fresh.users.find(saving.user);
    if (here != directory_.users.end() && there != fresh.users.end()) there->second.services = here->second.services;
  }
}

}  // namespace crosspoint::domain
