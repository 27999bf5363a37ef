#pragma once

#include "cti/clients.h"
#include "cti/command.h"
#include "cti/state.h"
#include "cti/updates.h"
#include "flow/topic.h"

// What the three pairs of register_..._status_update and unregister_..._status_update have in common. (protocol 4.14)
namespace crosspoint::cti {

/// The pairs [xivo_uuid, id] of a request.
struct Pairs {
  boost::json::array const& pairs;
};

inline std::string context_of(directory::Directory const& directory, directory::User const& user) {
  return directory.context_of(user);
}
template <class Element>
std::string context_of(directory::Directory const&, Element const& element) {
  return element.context;
}

/// Calls `use` with each element that `find` knows and the caller may see. Pairs of other servers, of nothing, and what is no
/// pair are left out: they are never an error. (P210)
template <class Find, class Use>
void for_each_registered(Pairs const& request, directory::Directory const& directory, Scope const& scope, Find find, Use use) {
  for (auto const& pair : request.pairs) {
    auto const* const both = pair.if_array();
    if (!both || both->size() != 2 || (*both)[0] != boost::json::value(directory.xivo_uuid)) continue;
    auto const* const element = find(directory, (*both)[1]);
    if (element && scope.shows(context_of(directory, *element))) use(*element);
  }
}

/// Lets the session hear of each element from now on, and tells it how each is now.
template <auto Find, auto Topic, auto Message>
Result<Reply> start_watching(State const& state, Clients& clients, Caller const& caller, Pairs const& request) {
  for_each_registered(request, state.directory, caller.scope, Find, [&](auto const& element) {
    clients.watch(caller.asker.session, Topic(element.id));
    clients.send(caller.asker.session, Message(state, element), caller.now);
  });
  return std::nullopt;
}

template <auto Find, auto Topic>
Result<Reply> stop_watching(State const& state, Clients& clients, Caller const& caller, Pairs const& request) {
  for_each_registered(request, state.directory, caller.scope, Find,
                      [&](auto const& element) { clients.unwatch(caller.asker.session, Topic(element.id), caller.now); });
  return std::nullopt;
}

}  // namespace crosspoint::cti
