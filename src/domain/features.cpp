#include "domain/features.h"

#include <algorithm>

namespace crosspoint::domain {

Features::Saving* Features::last_saving_of(UserId user) {
  auto const found = std::find_if(saving_.rbegin(), saving_.rend(), [&](Saving const& s) { return s.user == user; });
  return found == saving_.rend() ? nullptr : &*found;
}

void Features::set_dnd(UserId user, Switch wanted) {
  auto const found = directory_.users.find(user);
  if (found == directory_.users.end()) return;
  auto& services = found->second.services;
  bool const on = wanted == Switch::on;
  if (services.dnd == on) {
    tell_in_order(user, DndSet{user, on});
    return;
  }
  auto const before = services;
  services.dnd = on;
  ++last_token_.value;
  saving_.push_back({last_token_, user, before, DndSet{user, on}, {}});
  effects_.emplace_back(flow::Store{last_token_, flow::SaveServices{user, services}});
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
