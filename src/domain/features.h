#pragma once

#include <deque>

#include "directory/directory.h"
#include "domain/events.h"
#include "flow/effects_fwd.h"
#include "flow/tokens.h"

namespace crosspoint::domain {

/// The services that users switch on and off. A change is told only after the store has committed it; one that cannot be kept is
/// taken back.
class Features {
 public:
  Features(directory::Directory& directory, flow::Tokens& tokens, Events& events, flow::Effects& effects)
      : directory_(directory), tokens_(tokens), events_(events), effects_(effects) {}

  /// Told even if the values are those it had. (protocol 3.5) Of a destination only what can be dialled is kept; a forward that
  /// is switched on without one is switched off. (P096) An unknown user: nothing.
  void set(UserId user, ServiceChange change);

  /// Tells an event after everything that is on its way to the store for that user; at once if nothing is.
  void tell_in_order(UserId user, Event event);

  /// The store's answer.
  void stored(Token token, bool done);

  /// Carries what is changed here, but perhaps not yet in the store, into a configuration that was read meanwhile.
  void keep_unsaved(directory::Directory& fresh) const;

 private:
  struct Saving {
    Token token;
    UserId user;
    directory::Services before;
    Event confirmation;
    Events afterwards;
  };

  Saving* last_saving_of(UserId user);

  directory::Directory& directory_;
  flow::Tokens& tokens_;
  Events& events_;
  flow::Effects& effects_;
  std::deque<Saving> saving_;  ///< bounded by what the store has not answered yet
};

}  // namespace crosspoint::domain
