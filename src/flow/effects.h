#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/log.h"
#include "flow/change.h"
#include "flow/console.h"
#include "flow/effects_fwd.h"
#include "flow/fax.h"
#include "flow/forms.h"
#include "flow/http.h"
#include "flow/sign_in.h"
#include "flow/sources.h"
#include "flow/topic.h"
#include "wire/agi/command.h"

namespace crosspoint::flow {

/// The two connections of one exchange: what it tells goes over one, what we ask over the other.
enum class AmiLink { events, actions };

// To the exchange.
struct AmiConnect {
  AmiLink link;
  bool operator==(AmiConnect const&) const = default;
};  ///< answered by AmiConnected or AmiClosed
struct AmiSend {
  AmiLink link;
  std::string bytes;
  bool operator==(AmiSend const&) const = default;
};
struct AmiClose {
  AmiLink link;
  bool operator==(AmiClose const&) const = default;
};  ///< no AmiClosed follows

/// Ends the dialplan's question. None of these variables, and the call goes on as it would without us.
struct AgiAnswer {
  AgiId id;
  wire::agi::Variables variables;  ///< set in this order
  bool operator==(AgiAnswer const&) const = default;
};

// To clients. A line is one whole message with its LF.
struct Reply {
  SessionId session;
  std::string line;
  bool operator==(Reply const&) const = default;
};
struct Tell {
  Topic topic;
  std::string line;
  StateKey state = 0;
  SessionId except{};  ///< does not hear it, though it watches
  ListSet lists = 0;   ///< the list it is about: for sessions that want to hear of it only; 0: none, for all
  std::string more;    ///< further members of the message, for sessions with numbers: ,"seq":48211
  bool operator==(Tell const&) const = default;
};
struct Watch {
  SessionId session;
  Topic topic;
  bool operator==(Watch const&) const = default;
};
struct Unwatch {
  SessionId session;
  Topic topic;
  bool operator==(Unwatch const&) const = default;
};
struct WatchLists {
  SessionId session;
  ListSet lists;
  bool operator==(WatchLists const&) const = default;
};  ///< of what is about lists the session hears that only
struct LoggedIn {
  SessionId session;
  bool numbered = false;  ///< it gets the further members of what is told
  bool operator==(LoggedIn const&) const = default;
};  ///< the limits of a known client apply from here
struct StartTls {
  SessionId session;
  bool operator==(StartTls const&) const = default;
};  ///< after what was written so far
struct Close {
  SessionId session;
  std::string reason;
  bool operator==(Close const&) const = default;
};  ///< after what was written so far; ClientClosed follows

// To the passwords and the store; answered by the input that carries the token.
struct CheckPassword {
  Token token;
  std::string login, password;
  std::string address;  ///< where the client is: checks are shared out fairly among addresses
  bool operator==(CheckPassword const&) const = default;
};
struct Store {
  Token token;
  Change change;
  bool operator==(Store const&) const = default;
};

}  // namespace crosspoint::flow
