#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "directory/contact.h"
#include "directory/entities.h"
#include "flow/agent_login.h"
#include "flow/forms.h"
#include "flow/past_call.h"
#include "flow/queue_call.h"

namespace crosspoint::flow {

struct SaveServices {
  UserId user;
  directory::Services services;
  bool operator==(SaveServices const&) const = default;
};

/// What a user does, for who may be away for a moment; empty: it need not be known any more.
struct SavePresence {
  UserId user;
  std::string presence;
  bool operator==(SavePresence const&) const = default;
};

struct SaveChat {
  UserId from, to;
  WallTime sent;
  std::string alias, text;
  bool operator==(SaveChat const&) const = default;
};

/// The user has seen the calls of the history that began until then.
struct SaveHistorySeen {
  UserId user;
  WallTime until;
  bool operator==(SaveHistorySeen const&) const = default;
};

struct SaveCall {
  UserId user;
  PastCall call;
  bool operator==(SaveCall const&) const = default;
};

/// Personal contacts of a user, new or in place of those with the same ids.
struct SaveContacts {
  UserId user;
  std::vector<directory::Contact> contacts;
  bool operator==(SaveContacts const&) const = default;
};

/// One of them, and that it was a favourite.
struct DeleteContact {
  UserId user;
  std::string id;
  bool operator==(DeleteContact const&) const = default;
};

/// All of them, and which were favourites.
struct PurgeContacts {
  UserId user;
  bool operator==(PurgeContacts const&) const = default;
};

struct SaveFavorite {
  UserId user;
  directory::EntryName entry;
  bool favorite;
  bool operator==(SaveFavorite const&) const = default;
};

struct SaveWaitingCall {
  WaitingCall call;
  bool operator==(SaveWaitingCall const&) const = default;
};

/// It does not wait itself any more: another leg waits in its place.
struct ForgetWaitingCall {
  QueueId queue;
  std::string uniqueid;
  bool operator==(ForgetWaitingCall const&) const = default;
};

/// It waits no longer.
struct SaveQueueCall {
  QueueCall call;
  std::string uniqueid;
  bool operator==(SaveQueueCall const&) const = default;
};

/// A result of a call form, until it is taken.
struct SaveForm {
  FormResult result;
  bool operator==(SaveForm const&) const = default;
};

/// One that was taken, by its name.
struct ForgetForm {
  WallTime submitted;
  bool operator==(ForgetForm const&) const = default;
};

/// Something durable that the core has decided; the store carries it out whole or not at all. Another one is a struct here and
/// its file in io/store/.
using Change = std::variant<SaveServices, SavePresence, SaveChat, SaveCall, SaveHistorySeen, SaveContacts, DeleteContact,
                            PurgeContacts, SaveFavorite, SaveLogin, DeleteLogin, SaveMembership, SaveWaitingCall,
                            ForgetWaitingCall, SaveQueueCall, SaveForm, ForgetForm>;

}  // namespace crosspoint::flow
