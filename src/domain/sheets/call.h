#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "domain/sheets/audience.h"
#include "domain/sheets/substitution.h"

namespace crosspoint::domain {

/// What a sheet is to be shown for: an event of protocol 7.5, and what is then known anew.
struct SheetMoment {
  std::string event;
  SheetDestination destination;  ///< empty: the one that is known already
  std::vector<std::pair<std::string, std::string>> variables;
};

/// A call as its sheets see it, by the uniqueid of the caller's channel. (telephony 5.2)
struct SheetCall {
  static constexpr std::size_t most_variables = 200, longest_value = 64 << 10;

  enum class Lookup { not_yet, asked, done };

  Variables variables;
  Lookup lookup = Lookup::not_yet;        ///< of who is calling
  std::vector<SheetMoment> waiting;       ///< for that
  std::set<std::string> shown;            ///< "dial user 17": what happens once only
  std::set<std::string> legs_of_members;  ///< uniqueids: of queue members that were called for it
  std::optional<std::string> agent_leg;   ///< of the member who talks to it
  std::string queue, member;              ///< of that conversation
  bool origin_is_known = false;           ///< from the house or from outside: once the exchange has told of the caller
  bool hung_up = false;                   ///< the caller has gone, the agent's part is not over

  /// Within the limits; what is beyond them is left out.
  void set(std::string const& name, std::string_view value) {
    if (value.size() > longest_value || (!variables.contains(name) && variables.size() >= most_variables)) return;
    variables.insert_or_assign(name, std::string(value));
  }

  /// Empty when it is not known.
  [[nodiscard]] std::string value(std::string_view name) const {
    auto const found = variables.find(name);
    return found == variables.end() ? std::string{} : found->second;
  }
};

}  // namespace crosspoint::domain
