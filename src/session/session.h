#pragma once

#include <optional>
#include <string>

#include "base/ids.h"
#include "base/time.h"
#include "cti/extensions.h"
#include "flow/topic.h"

namespace crosspoint::session {

/// One client's connection: how far its login is, and who it is. Data only; Sessions knows what follows from it.
struct Session {
  /// The steps of the login come in this order, each can be tried once. (protocol 3.1)
  enum class Step {
    greeted,     ///< waits for login_id
    identified,  ///< waits for login_pass
    checking,    ///< the password is with the hash pool
    admitted,    ///< waits for login_capas
    logged_in,
    refused,  ///< nothing is answered any more; the login timer ends it
  };

  /// Only the first starttls of a connection counts, and none after the login. (protocol 1.5)
  enum class Tls {
    none,      ///< in clear, and nothing was offered
    offered,   ///< in clear, an offer is out
    declined,  ///< in clear, and it stays so
    starting,  ///< the confirmation is out: what comes in clear before the handshake is void (P021)
    on,
  };

  SessionId id;
  std::string address;
  Tls tls = Tls::none;
  Step step = Step::greeted;
  std::string login;
  UserId user;                         ///< from `admitted` on
  std::optional<flow::Topic> context;  ///< what it is told of, when contexts are separated
  cti::Extensions extensions;          ///< that it has asked for
  Duration linger{};                   ///< so long its user stays what he is when the connection is lost
  std::string sign_in;                 ///< the login whose tokens it may have, empty: none
  Time login_by;                       ///< the login has to be complete by then; no limit while the password is being checked
  bool ended = false;                  ///< it is being closed: nothing that it still sends is read
};

}  // namespace crosspoint::session
