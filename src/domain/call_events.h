#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/time.h"

namespace crosspoint::domain {

/// A call in which somebody talks to a user. (protocol S23)
struct CurrentCall {
  std::string name, number;  ///< of the other party
  bool on_hold = false;      ///< by the user
  Time start{};              ///< when the two were connected
  bool operator==(CurrentCall const&) const = default;
};

/// A user talks to others than before.
struct CurrentCallsChanged {
  UserId user;
  std::vector<CurrentCall> calls;  ///< all that there are now, oldest first
  bool operator==(CurrentCallsChanged const&) const = default;
};

/// A call of a user, from the moment in which it rings or is dialled. (P230 to P236)
struct ShownCall {
  enum class State {
    dialling,  ///< the user calls somebody; at first the own phone may ring
    ringing,   ///< somebody calls the user
    up,
    hold,     ///< by the user
    consult,  ///< the user talks with the target of a transfer, or hears the greeting of a mailbox
  };

  std::string id;  ///< uniqueid of the user's own leg
  LineId line;
  State state = State::up;
  bool incoming = false;
  std::string name, number;                                    ///< of the other party, as far as they are known
  std::string queue;                                           ///< from which it comes, or empty
  Time since{};                                                ///< when the state began
  std::optional<std::pair<std::string, std::string>> waiting;  ///< name and number of who waits for the end of a consultation
  bool operator==(ShownCall const&) const = default;
};

/// A user has other calls than before, or they are in other states.
struct OwnCallsChanged {
  UserId user;
  std::vector<ShownCall> calls;  ///< all that there are now, oldest first
  bool operator==(OwnCallsChanged const&) const = default;
};

enum class TransferResult {
  answered,
  busy,
  no_answer,
  gone,  ///< who was transferred has hung up, or there is no such target
};

/// What has become of a transfer. (P243 to P246)
struct TransferEnded {
  UserId user;
  std::string call;  ///< uniqueid of the leg that the user had in it
  std::string to;    ///< as the user has said it
  TransferResult result;
  bool operator==(TransferEnded const&) const = default;
};

enum class CallResult {
  ended,  ///< they have talked
  busy,   ///< the four that follow: nobody has taken a call of the user
  no_answer,
  unreachable,  ///< there is no such number, or its phone is off
  refused,
  missed,     ///< of a call to the user: nobody has taken it
  elsewhere,  ///< of a call to the user: somebody else, or another phone of the user, has taken it
  declined,   ///< the user did not want it
  cancelled,  ///< the user has hung up before anybody answered, or has not picked up the own phone
};

/// What has become of a call of a user that has not left by a transfer of that user. (P256 to P265)
struct CallEnded {
  UserId user;
  std::string call;  ///< uniqueid of the leg that the user had in it
  CallResult result;
  Duration talked{};
  bool operator==(CallEnded const&) const = default;
};

/// Whom a user has called for an attended transfer has answered. (protocol S24)
struct TransferAnswered {
  LineId line;
  bool operator==(TransferAnswered const&) const = default;
};

/// An attended transfer is over and has transferred nothing. (protocol S25)
struct TransferCancelled {
  LineId line;
  bool operator==(TransferCancelled const&) const = default;
};

}  // namespace crosspoint::domain
