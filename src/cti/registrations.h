#pragma once

#include "cti/command.h"
#include "cti/updates.h"

// What the three pairs of register_..._status_update and unregister_..._status_update have in common. (protocol 4.14)
namespace crosspoint::cti {

/// The pairs [xivo_uuid, id] of a request.
struct Pairs {
  boost::json::array const& pairs;
};

/// Calls `use` with each element that `find` knows. Pairs of other servers, of nothing, and what is no pair are left out: they
/// are never an error. (P210)
template <class Find, class Use>
void for_each_registered(Pairs const& request, directory::Directory const& directory, Find find, Use use) {
  for (auto const& pair : request.pairs) {
    auto const* const both = pair.if_array();
    if (!both || both->size() != 2 || (*both)[0] != boost::json::value(directory.xivo_uuid)) continue;
    if (auto const* const element = find(directory, (*both)[1])) use(*element);
  }
}

/// Lets the session hear of each element from now on, and tells it how each is now.
template <auto Find, auto Topic, auto Line>
Result<Reply> watch(State const& state, Clients& clients, Caller const& caller, Pairs const& request) {
  for_each_registered(request, state.directory, Find, [&](auto const& element) {
    clients.watch(caller.asker.session, Topic(element.id));
    clients.send(caller.asker.session, Line(state, element, caller.now));
  });
  return std::nullopt;
}

template <auto Find, auto Topic>
Result<Reply> unwatch(State const& state, Clients& clients, Caller const& caller, Pairs const& request) {
  for_each_registered(request, state.directory, Find,
                      [&](auto const& element) { clients.unwatch(caller.asker.session, Topic(element.id)); });
  return std::nullopt;
}

}  // namespace crosspoint::cti
