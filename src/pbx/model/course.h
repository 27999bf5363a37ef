#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.h"
#include "pbx/model/party.h"

namespace crosspoint::pbx {

/// How a leg came about and how it has gone so far: what a history of calls is written from when it ends. (telephony 5.1)
struct Course {
  enum class Start : std::uint8_t {
    unknown,     ///< part of something that nobody has dialled
    dialled,     ///< its phone has dialled
    originated,  ///< Asterisk rings it on somebody's behalf: once it is up, it is the one that dials
    called,      ///< another leg has called it
  };

  Start start = Start::unknown;
  std::string exten, context;        ///< what it has dialled, and where that was
  Party from;                        ///< who has called it, as the caller was known then
  std::optional<Party> reached;      ///< who first took the call that it has dialled; unset as long as nobody has named them
  std::optional<Time> up, answered;  ///< when its state became up; when a call between it and another leg was taken
  bool has_dialled = false;          ///< it has called another leg
  bool may_be_missed = true;         ///< false: of a queue, sent on by its phone, or ringing back from parking
  std::string queue;                 ///< for which it was called
  std::string caller;                ///< uniqueid of who has called it
  bool diverted = false;             ///< its phone has sent the call on
  bool rings_back = false;           ///< it has waited in parking for too long and now calls whoever has put it there
  bool operator==(Course const&) const = default;

  /// A party that has taken the call: the first one counts, whoever has the call later.
  void reach(Party const& party) {
    if (!reached && party != Party{}) reached = party;
  }
};

}  // namespace crosspoint::pbx
