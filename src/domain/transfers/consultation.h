#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "directory/entities.h"
#include "domain/asker.h"
#include "domain/place.h"
#include "domain/transfers/arrival.h"
#include "pbx/model/model.h"

namespace crosspoint::domain {

// Our part of the dialplan. (telephony 4.5)
inline constexpr auto* hold_context = "crosspoint-hold";
inline constexpr auto* consult_context = "crosspoint-consult";
inline constexpr auto* orphan_context = "crosspoint-orphan";

/// One attended transfer, from the request until somebody talks to somebody.
struct Consultation {
  enum class Step {
    checking_include,  ///< is our part in the dialplan?
    checking_target,   ///< is there such an extension?
    setting_up,        ///< both are sent to their places
    calling,           ///< the target rings
    talking,           ///< the target has answered, or the greeting plays
    completing,        ///< the other party is being connected with the target
    cancelling,        ///< the other party is being connected with the user
  };

  enum class Wish { complete, cancel };

  Asker asker;         ///< of the last request
  LineId line;         ///< of the user
  std::string own;     ///< uniqueid of the user's leg
  std::string held;    ///< uniqueid of the other party
  Place target;        ///< where the other party is to go
  std::string to;      ///< the same as the user has said it
  std::string bridge;  ///< in which the two talked until then
  std::string far;     ///< uniqueid of what the user's leg is connected with: the target, or half of the Local channel to it
  std::string with;    ///< uniqueid of the leg with which the other party is being connected
  Step step = Step::checking_include;
  Token token;                      ///< of the action that is not answered yet; 0: none
  std::optional<Wish> wish;         ///< what the user has asked for and what is not done yet
  bool has_ended = false;           ///< the target could not be had or has hung up: the user's leg waits, too
  Arrival arrival;                  ///< of both in their places
  std::optional<Time> look_again;   ///< when something is to be done at the latest, if it waits for that
  std::optional<Time> alone_since;  ///< since when the user's leg is gone and the other party waits for nobody

  [[nodiscard]] bool is_voicemail() const;

  /// Whether the user's leg has been seen where it consults.
  [[nodiscard]] bool is_there(pbx::Model const& model, pbx::Channel const& own_leg) const;
  [[nodiscard]] bool is_set_up() const { return step >= Step::calling; }

  /// Whether the user's leg is with the target, or hears the greeting.
  [[nodiscard]] bool is_talking() const { return !has_ended && (!far.empty() || (is_voicemail() && step >= Step::talking)); }
};

/// The transfer in which that leg of a user takes part, as far as the calls show it; nothing if there is none. (T139)
std::optional<Consultation> find_consultation(pbx::Model const& model, directory::Line const& line, pbx::Channel const& own);

}  // namespace crosspoint::domain
